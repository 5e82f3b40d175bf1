namespace BtpEmulator;

/// <summary>The reason the token endpoint says no.</summary>
internal sealed class OAuthRefusal(int status, string error, string description) : Exception(description)
{
    public int Status => status;

    public string Error => error;

    /// <summary>The body of RFC 6749 section 5.2.</summary>
    public object Body => new { error, error_description = Message };

    public static OAuthRefusal InvalidRequest(string description) => new(400, "invalid_request", description);

    public static OAuthRefusal InvalidScope(string description) => new(400, "invalid_scope", description);

    public static OAuthRefusal InvalidGrant(string description) => new(400, "invalid_grant", description);

    public static OAuthRefusal UnsupportedGrantType(string grantType) => new(400, "unsupported_grant_type", $"Unsupported grant type: {grantType}");

    public static OAuthRefusal InvalidClient(string description) => new(401, "invalid_client", description);

    public static OAuthRefusal Unauthorized(string description) => new(401, "unauthorized", description);

    public static OAuthRefusal InvalidToken(string description) => new(401, "invalid_token", description);

    public static OAuthRefusal UnknownZone(string zone) => new(404, "not_found", $"Cannot find identity zone {zone}");
}
