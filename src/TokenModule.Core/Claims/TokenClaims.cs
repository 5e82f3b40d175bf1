using System.Collections.Specialized;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenModule.Claims;
using TokenModule.Json;

namespace TokenModule;

/// <summary>
/// The claims of a JWT (RFC 7519), with properties for the claims of XSUAA and IAS.
/// The signature was verified only if <see cref="SignatureVerified"/> is true.
/// </summary>
public sealed class TokenClaims
{
    private static readonly JsonSerializerOptions IndentedJson =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonMembers header;
    private readonly JsonMembers claims;
    private readonly TimeProvider clock;

    internal TokenClaims(JsonMembers header, JsonMembers claims, TimeProvider clock)
    {
        this.header = header;
        this.claims = claims;
        this.clock = clock;
    }

    public string? Algorithm => header.GetTextOrDefault("alg"u8);

    public string? KeyId => header.GetTextOrDefault("kid"u8);

    public string? Type => header.GetTextOrDefault("typ"u8);

    public string? Issuer => claims.GetTextOrDefault("iss"u8);

    public string? Subject => claims.GetTextOrDefault("sub"u8);

    /// <summary>The client of the token: <c>azp</c>, <c>cid</c>, <c>client_id</c>, or the only audience.</summary>
    public string? ClientId =>
        GetNonblankOrDefault("azp"u8) ?? GetNonblankOrDefault("cid"u8) ?? GetNonblankOrDefault("client_id"u8) ?? GetOnlyAudienceOrDefault();

    public string? GrantType => claims.GetTextOrDefault("grant_type"u8);

    public string[] Audience => claims.GetTexts("aud"u8);

    public string[] Scopes =>
        [.. claims.GetTexts("scope"u8).SelectMany(s => s.Split([' '], StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The scopes without the application, such as <c>subaccount.read</c> for <c>cis!b14.subaccount.read</c>.</summary>
    public string[] LocalScopes => [.. ReadScopeNames().Select(s => s.Local)];

    /// <summary>The name of the user. Null for a token of a client without a user.</summary>
    public string? UserName => claims.GetTextOrDefault("user_name"u8) ?? claims.GetTextOrDefault("preferred_username"u8);

    public string? Email => claims.GetTextOrDefault("email"u8) ?? claims.GetTextOrDefault("mail"u8);

    /// <summary>The identity provider that the user signed in with.</summary>
    public string? Origin => claims.GetTextOrDefault("origin"u8);

    /// <summary>The id of the tenant: <c>zid</c> of XSUAA, <c>app_tid</c> or <c>zone_uuid</c> of IAS.</summary>
    public string? ZoneId =>
        claims.GetTextOrDefault("zid"u8) ?? claims.GetTextOrDefault("app_tid"u8) ?? claims.GetTextOrDefault("zone_uuid"u8);

    /// <summary>The id of the subaccount: <c>subaccountid</c> of <c>ext_attr</c>, or <c>zid</c>.</summary>
    public string? SubaccountId =>
        claims.GetObjectOrDefault("ext_attr"u8)?.GetTextOrDefault("subaccountid"u8) ?? GetNonblankOrDefault("zid"u8);

    public string? Subdomain => claims.GetObjectOrDefault("ext_attr"u8)?.GetTextOrDefault("zdn"u8);

    public string? ServiceInstanceId => claims.GetObjectOrDefault("ext_attr"u8)?.GetTextOrDefault("serviceinstanceid"u8);

    public string[] RoleCollections => FindAttributes("xs.system.attributes"u8)?.GetTexts("xs.rolecollections"u8) ?? [];

    /// <summary>The user's groups: <c>xs.saml.groups</c> of XSUAA, <c>groups</c> of IAS.</summary>
    public string[] Groups => FindAttributes("xs.system.attributes"u8)?.GetTexts("xs.saml.groups"u8) ?? claims.GetTexts("groups"u8);

    /// <summary>The attributes of the user, each with its values. Empty for a token of a client without a user.</summary>
    public OrderedDictionary UserAttributes =>
        GrantType != "client_credentials" && FindAttributes("xs.user.attributes"u8) is { } attributes
            ? JsonValues.CreateDictionary(attributes)
            : [];

    public DateTimeOffset? IssuedAt => claims.GetTimeOrDefault("iat"u8);

    public DateTimeOffset? NotBefore => claims.GetTimeOrDefault("nbf"u8);

    public DateTimeOffset? ExpiresAt => claims.GetTimeOrDefault("exp"u8);

    /// <summary>
    /// The remaining lifetime by the clock of this computer, computed on each access. Null when the token has no expiry.
    /// </summary>
    public TimeSpan? ExpiresIn => ExpiresAt is not { } expiry ? null
        : expiry > clock.GetUtcNow() ? expiry - clock.GetUtcNow()
        : TimeSpan.Zero;

    public bool IsExpired => ExpiresIn == TimeSpan.Zero;

    /// <summary>Whether the signature was verified with a trusted key and is valid.</summary>
    public bool SignatureVerified { get; internal init; }

    /// <summary>All claims of the token, in their original order.</summary>
    public OrderedDictionary Claims => field ??= JsonValues.CreateDictionary(claims);

    public OrderedDictionary Header => field ??= JsonValues.CreateDictionary(header);

    /// <summary>Whether the token has the claim <c>nbf</c>. <see cref="NotBefore"/> is null also when the claim is not a time.</summary>
    internal bool HasNotBefore => claims.Has("nbf"u8);

    /// <summary>The issuer of IAS on a custom domain. Null when the token does not have it.</summary>
    internal string? IasIssuer => GetNonblankOrDefault("ias_iss"u8);

    /// <summary>Splits each scope into the application and the local name.</summary>
    internal IEnumerable<ScopeName> ReadScopeNames()
    {
        string[] audience = Audience;
        string? client = ClientId;
        return Scopes.Select(s => ScopeName.FromScope(s, client, audience));
    }

    /// <summary>Formats the claims as indented JSON, with the numbers and the order of the token.</summary>
    internal string ToJson()
    {
        using JsonDocument document = claims.ToDocument();
        return JsonSerializer.Serialize(document.RootElement, IndentedJson);
    }

    public override string ToString() => $"claims of {UserName ?? ClientId ?? Subject}";

    /// <param name="token">The compact form, optionally after <c>Bearer</c>.</param>
    /// <param name="clock">Measures the remaining lifetime.</param>
    /// <exception cref="TokenFormatException">The text is not a JWT, or an encrypted or opaque token.</exception>
    internal static TokenClaims Parse(string token, TimeProvider clock)
    {
        (JsonMembers header, JsonMembers claims) = JwtText.ReadToken(token);
        return new TokenClaims(header, claims, clock);
    }

    /// <returns>The claims of the token, or null when the token is not a JWT.</returns>
    internal static TokenClaims? ParseOrDefault(Secret token)
    {
        try
        {
            return Parse(token.Reveal(), TimeProvider.System);
        }
        catch (TokenFormatException)
        {
            return null;
        }
    }

    private string? GetNonblankOrDefault(ReadOnlySpan<byte> name)
    {
        return claims.GetTextOrDefault(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    private string? GetOnlyAudienceOrDefault()
    {
        string[] audience = Audience;
        return audience.Length == 1 && !string.IsNullOrWhiteSpace(audience[0]) ? audience[0] : null;
    }

    // XSUAA writes its attributes at the top level or in ext_cxt.
    private JsonMembers? FindAttributes(ReadOnlySpan<byte> name)
    {
        return claims.GetObjectOrDefault(name) ?? claims.GetObjectOrDefault("ext_cxt"u8)?.GetObjectOrDefault(name);
    }
}
