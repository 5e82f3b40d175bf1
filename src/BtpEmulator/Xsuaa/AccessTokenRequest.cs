using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>A grant that was found good, ready to be written as a token.</summary>
internal sealed record AccessTokenRequest
{
    public required OAuthClient Client { get; init; }

    public required Zone Zone { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required TimeSpan Lifetime { get; init; }

    public required string ClientAuthenticationMethod { get; init; }

    /// <summary>Null for a token of the client itself.</summary>
    public User? User { get; init; }

    public DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The <c>az_attr</c> of the <c>authorities</c> parameter.</summary>
    public JsonObject? Attributes { get; init; }
}
