using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>A grant that was found good, ready to be written as a token.</summary>
internal sealed record AccessTokenRequest
{
    public required AuthenticatedClient Authenticated { get; init; }

    public required Zone Zone { get; init; }

    /// <summary>The address of the UAA that the token names as its issuer.</summary>
    public required string UaaUrl { get; init; }

    public required string GrantType { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required TimeSpan Lifetime { get; init; }

    /// <summary>Null for a token of the client itself.</summary>
    public User? User { get; init; }

    /// <summary>The identity provider the user signed in at.</summary>
    public string Origin { get; init; } = LoginHintParameter.DefaultOrigin;

    public DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The <c>az_attr</c> of the <c>authorities</c> parameter.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>Whether the client gets a name for the token in place of the token.</summary>
    public bool IsOpaque { get; init; }

    public OAuthClient Client => Authenticated.Client;

    /// <summary>The same with the scopes of a <c>scope</c> parameter, when there is one.</summary>
    public AccessTokenRequest NarrowTo(string? scope) => this with { Scopes = ScopeParameter.Narrow(Scopes, scope) };
}
