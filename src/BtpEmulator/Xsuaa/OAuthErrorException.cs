namespace BtpEmulator.Xsuaa;

/// <summary>An error response of the token endpoint.</summary>
internal sealed class OAuthErrorException(int status, string error, string description) : Exception(description)
{
    public int Status => status;

    public string Error => error;

    /// <summary>The response body of RFC 6749 section 5.2.</summary>
    public object Body => new { error, error_description = Message };

    public static OAuthErrorException CreateInvalidRequest(string description) => new(400, "invalid_request", description);

    public static OAuthErrorException CreateInvalidScope(string description) => new(400, "invalid_scope", description);

    public static OAuthErrorException CreateInvalidGrant(string description) => new(400, "invalid_grant", description);

    public static OAuthErrorException CreateUnsupportedGrantType(string grantType) =>
        new(400, "unsupported_grant_type", $"Unsupported grant type: {grantType}");

    public static OAuthErrorException CreateInvalidClient(string description) => new(401, "invalid_client", description);

    public static OAuthErrorException CreateUnauthorized(string description) => new(401, "unauthorized", description);

    public static OAuthErrorException CreateInvalidToken(string description) => new(401, "invalid_token", description);

    public static OAuthErrorException CreateUnknownZone(string zone) => new(404, "not_found", $"Cannot find identity zone {zone}");
}
