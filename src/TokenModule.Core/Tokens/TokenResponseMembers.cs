using TokenModule.Json;

namespace TokenModule.Tokens;

/// <summary>The members of a token endpoint's response, successful or not. Unknown members are ignored.</summary>
internal sealed class TokenResponseMembers
{
    private TokenResponseMembers(JsonMembers members)
    {
        AccessToken = members.GetTextOrDefault("access_token"u8);
        RefreshToken = members.GetTextOrDefault("refresh_token"u8);
        TokenType = members.HasValue("token_type"u8) ? members.GetTextOrDefault("token_type"u8) ?? "not a string" : null;
        Scope = members.HasValue("scope"u8) ? string.Join(" ", members.GetTexts("scope"u8)) : null;
        Jti = members.GetTextOrDefault("jti"u8);
        Error = members.HasValue("error"u8) && members.GetTextOrDefault("error"u8) is var error && error != string.Empty
            ? error ?? "unknown"
            : null;
        ErrorDescription = members.GetTextOrDefault("error_description"u8);
        Lifetime = members.GetNumberOrDefault("expires_in"u8) is { } seconds and > 0 and <= int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
    }

    public string? AccessToken { get; }

    public string? RefreshToken { get; }

    /// <summary>A value that is not "bearer" when the member is not a string.</summary>
    public string? TokenType { get; }

    /// <summary>The scopes with spaces between them, also when the member is an array. Null only when the member is absent.</summary>
    public string? Scope { get; }

    public string? Jti { get; }

    /// <summary>"unknown" when the member is not a string.</summary>
    public string? Error { get; }

    public string? ErrorDescription { get; }

    /// <summary>Zero when the response contains no valid lifetime. Such a token is used once.</summary>
    public TimeSpan Lifetime { get; }

    /// <exception cref="FormatException">It is not an object, or contains a member twice. The message is the end of a sentence.</exception>
    public static TokenResponseMembers Parse(byte[] body)
    {
        if (body.Length == 0)
            throw new FormatException("it is empty");

        try
        {
            return new TokenResponseMembers(JsonMembers.Parse(StrictText.SkipByteOrderMark(body).ToArray()));
        }
        catch (FormatException e)
        {
            throw new FormatException($"it {e.Message}", e);
        }
    }
}
