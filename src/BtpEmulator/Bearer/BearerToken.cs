using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>The claims of a token whose signature and times were found good.</summary>
internal sealed class BearerToken(JsonObject claims)
{
    public string Caller => UserName ?? claims.GetText("client_id") ?? "unknown";

    /// <summary>Null in the token of a client; the identity service knows users by their address only.</summary>
    public string? UserName => claims.GetText("user_name") ?? claims.GetText("email");

    public string? Origin => claims.GetText("origin");

    /// <summary>XSUAA writes an array, CIAM a string.</summary>
    public IReadOnlySet<string> Scopes { get; } = claims["scope"] switch
    {
        JsonArray scopes => scopes.Select(scope => scope?.ToString() ?? "").ToHashSet(StringComparer.Ordinal),
        JsonValue scope => scope.ToString().Split(' ').ToHashSet(StringComparer.Ordinal),
        _ => new HashSet<string>(),
    };
}
