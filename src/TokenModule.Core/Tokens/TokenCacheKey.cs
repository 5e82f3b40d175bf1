namespace TokenModule.Tokens;

/// <summary>Everything that could make a server answer differently. Secrets are in it only as fingerprints.</summary>
internal readonly record struct TokenCacheKey(string TokenUrl, string ClientId, string ClientSecret, GrantType Grant, string? GrantTypeName, string? UserName, string? Password)
{
    public static TokenCacheKey Of(TokenRequest request)
    {
        ServiceKey key = request.Key;
        return new TokenCacheKey(key.TokenUrl.AbsoluteUri, key.ClientId, key.ClientSecret.Fingerprint, request.Grant, key.GrantTypeName, request.UserName, request.Password?.Fingerprint);
    }

    /// <summary>Whether a request that brings no password means this entry.</summary>
    public bool IsSignInOf(TokenCacheKey asked)
    {
        bool sameUser = asked.UserName is null || asked.UserName == UserName;
        return sameUser && this with { UserName = null, Password = null } == asked with { UserName = null };
    }
}
