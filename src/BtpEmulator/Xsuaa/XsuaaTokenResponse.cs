using System.Text.Json.Serialization;

namespace BtpEmulator.Xsuaa;

/// <summary>The token response of RFC 6749 section 5.1, with the <c>jti</c> that the UAA adds.</summary>
internal sealed record XsuaaTokenResponse
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string TokenType { get; } = "bearer";

    [JsonPropertyName("expires_in")]
    public required long ExpiresIn { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }

    [JsonPropertyName("jti")]
    public required string Jti { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }
}
