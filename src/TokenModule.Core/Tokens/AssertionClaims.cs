using TokenModule.Http;

namespace TokenModule.Tokens;

/// <summary>Describes the claims of a client assertion that a server compares with its trust configuration.</summary>
internal static class AssertionClaims
{
    public static string Describe(TokenClaims claims)
    {
        string audience = claims.Audience.Length == 0 ? "none" : NameList.JoinQuoted(claims.Audience);
        string expiry = claims.ExpiresAt is { } end
            ? $"{(claims.IsExpired ? "expired at" : "valid until")} {InvariantText.FormatSecond(end)}"
            : "without an expiry";
        return $"issuer {Quote(claims.Issuer)}, subject {Quote(claims.Subject)}, audience {audience}, {expiry}";
    }

    private static string Quote(string? value) => value is null ? "none" : $"'{ServerText.Clean(value)}'";
}
