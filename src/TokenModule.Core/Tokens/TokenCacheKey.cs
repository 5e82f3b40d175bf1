namespace TokenModule.Tokens;

/// <summary>Everything that could make a server answer differently. Secrets are in it only as fingerprints.</summary>
internal readonly record struct TokenCacheKey(string TokenUrl, string ClientId, string Credential, GrantType GrantType, string? GrantTypeName, string? Offer, string? UserName, string? Particulars)
{
    public static TokenCacheKey FromRequest(TokenRequest request)
    {
        ServiceKey key = request.Key;
        return new TokenCacheKey(request.TokenUrl.AbsoluteUri, key.ClientId, key.Credential.Fingerprint, request.GrantType, key.GrantTypeName, request.Grant?.Fingerprint, request.UserName, FormatOptionsOrDefault(request));
    }

    /// <summary>Whether the entry was made by a sign-in that this request, which brings none, can use.</summary>
    public bool IsSignInFor(TokenCacheKey asked)
    {
        // A key for users asks for Password; whoever signed in with the browser has done so too.
        bool isOtherWay = asked.GrantType == GrantType.Password && GrantType is GrantType.AuthorizationCode or GrantType.RefreshToken;
        return this with { UserName = null, Offer = null, GrantType = isOtherWay ? asked.GrantType : GrantType } == asked with { UserName = null };
    }

    // What most requests have none of, as one value.
    private static string? FormatOptionsOrDefault(TokenRequest request)
    {
        if (request.Origin is null && request.ZoneId is null && request.Scopes.Count == 0 && request.AdditionalParameters.Count == 0)
            return null;

        IEnumerable<string?> values =
        [
            request.Origin,
            request.ZoneId,
            string.Join(" ", request.Scopes.Distinct().OrderBy(scope => scope, StringComparer.Ordinal)),
            .. request.AdditionalParameters.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => new[] { p.Key, p.Value.Fingerprint }),
        ];
        // With its length before each, no two lists read the same.
        return string.Concat(values.Select(value => $"{value?.Length}:{value}"));
    }
}
