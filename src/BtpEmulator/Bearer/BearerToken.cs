using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>The claims of a token whose signature and times were found good.</summary>
internal sealed class BearerToken(JsonObject claims)
{
    public string Caller => UserName ?? claims.Text("client_id") ?? "unknown";

    /// <summary>Null in the token of a client; the identity service knows users by their address only.</summary>
    public string? UserName => claims.Text("user_name") ?? claims.Text("email");

    public string? Origin => claims.Text("origin");

    /// <summary>XSUAA writes an array, CIAM a string.</summary>
    public IReadOnlySet<string> Scopes { get; } = claims["scope"] switch
    {
        JsonArray scopes => scopes.Select(scope => scope?.ToString() ?? "").ToHashSet(StringComparer.Ordinal),
        JsonValue scope => scope.ToString().Split(' ').ToHashSet(StringComparer.Ordinal),
        _ => new HashSet<string>(),
    };
}
