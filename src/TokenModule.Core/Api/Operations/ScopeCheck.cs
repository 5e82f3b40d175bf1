namespace TokenModule.Api.Operations;

/// <summary>Checks whether the scopes of a token are sufficient for an operation.</summary>
internal static class ScopeCheck
{
    /// <param name="operation">The operation.</param>
    /// <param name="scopes">The scopes of the token, with the names of the applications. Empty when they are unknown.</param>
    /// <returns>The missing scopes. When any one of several would suffice and none is present, all of them.</returns>
    public static IReadOnlyList<string> FindMissingScopes(BtpOperation operation, IReadOnlyCollection<string> scopes)
    {
        if (scopes.Count == 0)
            return [];

        string[] missing = [.. operation.RequiredScopes.Where(required => !scopes.Any(scope => IsCovered(scope, required)))];
        return operation.AnyScopeSuffices && missing.Length < operation.RequiredScopes.Count ? [] : missing;
    }

    // The name of the application, or of a wider permission, can precede the local name:
    // global-account.account-directory.update includes account-directory.update.
    private static bool IsCovered(string scope, string required)
    {
        return scope == required || scope.EndsWith("." + required, StringComparison.Ordinal);
    }
}
