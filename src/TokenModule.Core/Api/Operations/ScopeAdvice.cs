namespace TokenModule.Api.Operations;

/// <summary>Compares the required scopes of an operation with the scopes of a token.</summary>
internal static class ScopeAdvice
{
    /// <returns>A sentence with the required scopes and the scopes of the token, as far as they are known.</returns>
    public static string DescribeScopes(HttpMethod method, Uri address, OAuthToken token)
    {
        string actual = token.Scopes.Count == 0
            ? "the scopes of the token are unknown"
            : $"the token has {string.Join(", ", token.Scopes)}";
        BtpOperation? operation = OperationCatalog.Find(endpoint: null, method.Method, address.AbsolutePath);
        if (operation is null || operation.RequiredScopes.Count == 0)
            return $"The token does not permit this operation: {actual}.";

        IReadOnlyList<string> missing = ScopeCheck.FindMissingScopes(operation, token.Scopes);
        string needed = string.Join(operation.AnyScopeSuffices ? " or " : " and ", missing.Count > 0 ? missing : operation.RequiredScopes);
        return missing.Count > 0 || token.Scopes.Count == 0
            ? $"The operation requires the scope {needed}, and {actual}."
            : $"The operation requires the scope {needed}, which the token has. "
                + "The user or the service plan may have no permission for this object.";
    }

    /// <exception cref="BtpApiException">The request would change something, and the token does not have a required scope.</exception>
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
