namespace TokenModule.Tokens;

/// <summary>
/// The response of a token endpoint (RFC 6749 sections 5.1 and 5.2). Values that are sent in a header are checked strictly.
/// The scopes are null if the response has no <c>scope</c>.
/// </summary>
internal sealed record TokenResponse(
    Secret AccessToken, Secret? RefreshToken, TimeSpan Lifetime, IReadOnlyList<string>? Scopes, string? Jti)
{
    /// <exception cref="FormatException">The body contains no valid token. The message is the end of a sentence.</exception>
    public static TokenResponse Parse(byte[] body)
    {
        TokenResponseMembers members = TokenResponseMembers.Parse(body);
        if (members.Error is not null)
            throw new FormatException("it has a success status but reports an error");

        if (members.AccessToken is not { Length: > 0 } token)
            throw new FormatException("it has no 'access_token'");
        if (!IsBearerToken(token))
            throw new FormatException("its 'access_token' contains invalid characters (RFC 6750 section 2.1)");
        if (members.TokenType is { } type && !string.Equals(type, "bearer", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("its 'token_type' is not bearer");

        Secret? refresh = string.IsNullOrEmpty(members.RefreshToken) ? null : new Secret(members.RefreshToken!);
        string[]? scopes = members.Scope?.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return new TokenResponse(new Secret(token), refresh, members.Lifetime, scopes, members.Jti);
    }

    // The rule b64token of RFC 6750 section 2.1. Such a text cannot add another header.
    private static bool IsBearerToken(string token)
    {
        string unpadded = token.TrimEnd('=');
        foreach (char c in unpadded)
        {
            if (c is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~' or '+' or '/'))
                return false;
        }

        return unpadded.Length > 0;
    }
}
