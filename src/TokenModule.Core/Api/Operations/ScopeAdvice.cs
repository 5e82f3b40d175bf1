namespace TokenModule.Api.Operations;

/// <summary>Says which scopes an operation needs and which a token has.</summary>
internal static class ScopeAdvice
{
    /// <returns>A sentence, as far as either is known.</returns>
    public static string DescribeScopes(HttpMethod method, Uri address, OAuthToken token)
    {
        string has = token.Scopes.Count == 0 ? "the server named no scopes for the token" : $"the token has {string.Join(", ", token.Scopes)}";
        BtpOperation? operation = OperationCatalog.Find(endpoint: null, method.Method, address.AbsolutePath);
        if (operation is null || operation.RequiredScopes.Count == 0)
            return $"The token may not do this: {has}.";

        IReadOnlyList<string> missing = ScopeCheck.FindMissingScopes(operation, token.Scopes);
        string needed = string.Join(operation.AnyScopeSuffices ? " or " : " and ", missing.Count > 0 ? missing : operation.RequiredScopes);
        return missing.Count > 0 || token.Scopes.Count == 0
            ? $"It needs the scope {needed}, and {has}."
            : $"It needs the scope {needed}, which the token has; the user or the service plan may lack the right to this object.";
    }

    /// <exception cref="BtpApiException">The token surely lacks a scope of a change that is about to be sent.</exception>
    public static void RequireScopes(BtpApiRequest request, OAuthToken token)
    {
        bool isChange = request.Method != HttpMethod.Get;
        if (!isChange || token.Scopes.Count == 0)
            return;

        BtpOperation? operation = OperationCatalog.Find(endpoint: null, request.Method.Method, request.Address.AbsolutePath);
        if (operation is not null && ScopeCheck.FindMissingScopes(operation, token.Scopes).Count > 0)
        {
            throw new BtpApiException(
                Failure.ApiForbidden,
                $"{request.Method} {Http.TransportRequest.FormatAddress(request.Address)} was not sent.",
                DescribeScopes(request.Method, request.Address, token),
                new Http.FailedCall(request.CorrelationId));
        }
    }
}
