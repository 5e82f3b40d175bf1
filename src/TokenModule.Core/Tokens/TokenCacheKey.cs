namespace TokenModule.Tokens;

/// <summary>All properties of a request that can change the response. Secrets are contained only as fingerprints.</summary>
internal sealed record TokenCacheKey(
    string TokenUrl,
    string ClientId,
    string CredentialFingerprint,
    GrantType GrantType,
    string? GrantTypeName,
    string? GrantFingerprint,
    string? UserName,
    string? Options)
{
    public static TokenCacheKey FromRequest(TokenRequest request)
    {
        ServiceKey key = request.Key;
        return new TokenCacheKey(
            request.TokenUrl.AbsoluteUri,
            key.ClientId,
            key.Credential.Fingerprint,
            request.GrantType,
            key.GrantTypeName,
            request.Grant?.Fingerprint,
            request.UserName,
            FormatOptionsOrDefault(request));
    }

    /// <summary>Whether the token with this key comes from a sign-in that the request, which has no grant, can use.</summary>
    public bool IsSignInFor(TokenCacheKey requested)
    {
        // A service key for users requests the grant Password. It can also use a sign-in with the browser or with a refresh token.
        bool isOtherSignIn = requested.GrantType == GrantType.Password
            && GrantType is GrantType.AuthorizationCode or GrantType.RefreshToken;
        GrantType comparedType = isOtherSignIn ? requested.GrantType : GrantType;
        return this with { UserName = null, GrantFingerprint = null, GrantType = comparedType } == requested with { UserName = null };
    }

    // Most requests have no options and get null.
    private static string? FormatOptionsOrDefault(TokenRequest request)
    {
        bool hasLists = request.Scopes.Count > 0 || request.AdditionalParameters.Count > 0 || request.Resources.Count > 0;
        if (request.Origin is null && request.ZoneId is null && !hasLists)
            return null;

        IEnumerable<string?> values =
        [
            request.Origin,
            request.ZoneId,
            string.Join(" ", request.Scopes.Distinct().OrderBy(scope => scope, StringComparer.Ordinal)),
            string.Join(" ", request.Resources.Distinct().OrderBy(resource => resource, StringComparer.Ordinal)),
            .. request.AdditionalParameters
                .OrderBy(p => p.Key, StringComparer.Ordinal)
                .SelectMany(p => new[] { p.Key, p.Value.Fingerprint }),
        ];
        // Without the length before each value, ["a", "bc"] and ["ab", "c"] would give the same text.
        return string.Concat(values.Select(value => $"{value?.Length}:{value}"));
    }
}
