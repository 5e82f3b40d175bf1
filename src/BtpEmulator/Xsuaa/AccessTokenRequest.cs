using System.Text.Json.Nodes;

namespace BtpEmulator.Xsuaa;

/// <summary>The data of an accepted grant, from which a token is issued.</summary>
internal sealed record AccessTokenRequest
{
    public required AuthenticatedClient Authenticated { get; init; }

    public required Zone Zone { get; init; }

    /// <summary>The URL of the UAA that the token contains as its issuer.</summary>
    public required string UaaUrl { get; init; }

    public required string GrantType { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required TimeSpan Lifetime { get; init; }

    /// <summary>The user of the token; null for a client token.</summary>
    public User? User { get; init; }

    /// <summary>The identity provider where the user signed in.</summary>
    public string Origin { get; init; } = LoginHintParameter.DefaultOrigin;

    public DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The <c>az_attr</c> of the <c>authorities</c> parameter.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>Whether the client receives an opaque ID instead of the JWT.</summary>
    public bool IsOpaque { get; init; }

    public OAuthClient Client => Authenticated.Client;

    /// <summary>Returns this request with only the scopes of the <c>scope</c> parameter; all scopes when the parameter is null.</summary>
    public AccessTokenRequest NarrowTo(string? scope) => this with { Scopes = ScopeParameter.Narrow(Scopes, scope) };
}
