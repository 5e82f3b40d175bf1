namespace TokenModule.Api.Operations;

/// <summary>Whether a token's scopes are enough for an operation.</summary>
internal static class ScopeCheck
{
    /// <param name="scopes">As the token has them, names of applications included; none where they are not known.</param>
    /// <returns>The required scopes that the token surely lacks; of several of which one is enough, all.</returns>
    public static IReadOnlyList<string> FindMissingScopes(BtpOperation operation, IReadOnlyCollection<string> scopes)
    {
        if (scopes.Count == 0)
            return [];

        string[] missing = [.. operation.RequiredScopes.Where(required => !scopes.Any(scope => IsCovered(scope, required)))];
        return operation.AnyScopeSuffices && missing.Length < operation.RequiredScopes.Count ? [] : missing;
    }

    // Before a local name comes that of its application, or of a wider right: global-account.account-directory.update covers account-directory.update.
    private static bool IsCovered(string scope, string required) => scope == required || scope.EndsWith("." + required, StringComparison.Ordinal);
}
