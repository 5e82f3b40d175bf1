namespace TokenModule.Api.Operations;

/// <summary>
/// Explains scopes. The documentation of SAP lists a scope for most operations, but it is not the whole rule: an administrator of a
/// directory may create subaccounts without a scope of the global account. Therefore the service decides, and this is only advice.
/// </summary>
internal static class ScopeAdvice
{
    /// <returns>Sentences with the listed scopes, the scopes of the token as far as they are known, and what grants the scopes.</returns>
    public static string DescribeScopes(HttpMethod method, Uri address, OAuthToken token)
    {
        string actual = token.Scopes.Count == 0
            ? "the scopes of the token are unknown"
            : $"the token has {NameList.Join(token.Scopes)}";
        if (FindOperationOrDefault(method, address) is not { } operation)
            return $"The token does not permit this operation: {actual}.";

        IReadOnlyList<string> missing = ScopeCheck.FindMissingScopes(operation, token.Scopes);
        string needed = FormatScopes(operation, missing.Count > 0 ? missing : operation.RequiredScopes);
        return missing.Count > 0 || token.Scopes.Count == 0
            ? $"The catalog lists the scope {needed} for this operation, and {actual}.{ScopeGrants.Find(operation).Describe()}"
            : $"The catalog lists the scope {needed} for this operation, which the token has. "
                + "The user or the service plan may have no permission for this object.";
    }

    /// <returns>A line with the scopes that the catalog lists for an operation, or null when it lists none.</returns>
    public static string? DescribeExpectedScopesOrDefault(HttpMethod method, Uri address)
    {
        return FindOperationOrDefault(method, address) is { } operation
            ? $"Expected scope: {FormatScopes(operation, operation.RequiredScopes)}"
            : null;
    }

    private static BtpOperation? FindOperationOrDefault(HttpMethod method, Uri address)
    {
        BtpOperation? operation = OperationCatalog.Find(endpoint: null, method.Method, address.AbsolutePath);
        return operation?.RequiredScopes.Count > 0 ? operation : null;
    }

    private static string FormatScopes(BtpOperation operation, IReadOnlyList<string> scopes)
    {
        return string.Join(operation.AnyScopeSuffices ? " or " : " and ", scopes);
    }
}
