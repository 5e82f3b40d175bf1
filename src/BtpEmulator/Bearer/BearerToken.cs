using System.Text.Json.Nodes;
using BtpEmulator.Http;

namespace BtpEmulator.Bearer;

/// <summary>The claims of a token with a valid signature that has not expired.</summary>
internal sealed class BearerToken(JsonObject claims)
{
    public string Caller => UserName ?? claims.GetText("client_id") ?? "unknown";

    /// <summary>The user name; null in a client token. Tokens of the identity service contain only the e-mail address.</summary>
    public string? UserName => claims.GetText("user_name") ?? claims.GetText("email");

    public string? Origin => claims.GetText("origin");

    /// <summary>The scopes. The XSUAA writes an array and CIAM a string.</summary>
    public IReadOnlySet<string> Scopes { get; } = claims["scope"] switch
    {
        JsonArray scopes => scopes.Select(scope => scope?.ToString() ?? "").ToHashSet(StringComparer.Ordinal),
        JsonValue scope => scope.ToString().Split(' ').ToHashSet(StringComparer.Ordinal),
        _ => new HashSet<string>(),
    };
}
