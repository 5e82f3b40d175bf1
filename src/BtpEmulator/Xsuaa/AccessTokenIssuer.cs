using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BtpEmulator.Xsuaa;

/// <summary>Issues access tokens with the claims of the XSUAA.</summary>
internal sealed class AccessTokenIssuer(Landscape landscape)
{
    private static readonly string[] ClientClaims = ["client_id", "cid", "azp"];
    private static readonly string[] UserIdClaims = ["sub", "user_id", "user_uuid"];

    public (string Token, string Jti) Issue(AccessTokenRequest request)
    {
        string jti = Guid.NewGuid().ToString("N");
        JsonObject header = new()
        {
            ["alg"] = "RS256",
            ["jku"] = $"{request.UaaUrl}/token_keys",
            ["kid"] = SigningKey.Id,
            ["typ"] = "JWT",
        };
        return (landscape.SigningKey.Sign(header, CreateClaims(request, jti)), jti);
    }

    private JsonObject CreateClaims(AccessTokenRequest request, string jti)
    {
        (OAuthClient client, Zone zone, long now) = (request.Client, request.Zone, landscape.Now.ToUnixTimeSeconds());
        JsonObject claims = new()
        {
            ["jti"] = jti,
            ["ext_attr"] = new JsonObject
            {
                ["enhancer"] = "XSUAA",
                ["subaccountid"] = zone.SubaccountId,
                ["zdn"] = zone.Subdomain,
                ["serviceinstanceid"] = client.InstanceId,
            },
        };
        if (request.User is { } user) AddUser(claims, user, request);
        else
        {
            claims["sub"] = client.Id;
            claims["authorities"] = ToJsonArray(request.Scopes);
        }

        if (request.Attributes is { } attributes) claims["az_attr"] = attributes.DeepClone();
        claims["scope"] = ToJsonArray(request.Scopes);
        foreach (string name in ClientClaims) claims[name] = client.Id;
        claims["grant_type"] = request.GrantType;
        claims["client_auth_method"] = request.Authenticated.Method;
        if (request.Authenticated.CertificateThumbprint is { } thumbprint) claims["cnf"] = new JsonObject { ["x5t#S256"] = thumbprint };
        claims["rev_sig"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client.Id + client.Secret)))[..8];
        claims["revocable"] = request.IsOpaque;
        claims["iat"] = now;
        claims["exp"] = now + (long)request.Lifetime.TotalSeconds;
        claims["iss"] = $"{request.UaaUrl}/oauth/token";
        claims["zid"] = zone.Id;
        claims["aud"] = ToJsonArray([.. request.Scopes.Select(GetAudience).Append(client.Id).Distinct(StringComparer.Ordinal)]);
        return claims;
    }

    private static void AddUser(JsonObject claims, User user, AccessTokenRequest request)
    {
        claims["xs.system.attributes"] = new JsonObject
        {
            ["xs.saml.groups"] = new JsonArray("Emulator Users"),
            ["xs.rolecollections"] = ToJsonArray(user.RoleCollections),
        };
        claims["xs.user.attributes"] = new JsonObject { ["costcenter"] = new JsonArray("4711") };
        claims["given_name"] = user.GivenName;
        claims["family_name"] = user.FamilyName;
        foreach (string name in UserIdClaims) claims[name] = user.Id;
        claims["origin"] = request.Origin;
        claims["user_name"] = user.Name;
        claims["email"] = user.Name;
        claims["amr"] = user.OneTimeCode is null ? new JsonArray("pwd") : new JsonArray("pwd", "otp", "mfa");
        claims["auth_time"] = request.AuthenticatedAt.ToUnixTimeSeconds();
    }

    // The UAA uses the part before the last dot as the audience, or the whole scope when it contains no dot.
    private static string GetAudience(string scope) =>
        scope.LastIndexOf('.') is > 0 and int dot ? scope[..dot] : scope;

    private static JsonArray ToJsonArray(IReadOnlyList<string> items) => [.. items.Select(item => JsonValue.Create(item))];
}
