using System.Text.Json.Nodes;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Ias;

/// <summary>Issues access tokens with the claims of the identity service.</summary>
internal sealed class IdentityTokenIssuer(Landscape landscape)
{
    public string Issue(string issuer, AuthenticatedClient authenticated, string? tenant, User? user, long lifetime, string? resource)
    {
        (OAuthClient client, string zone, long now) = (authenticated.Client, tenant ?? Zone.Provider.Id, landscape.Now.ToUnixTimeSeconds());
        JsonObject header = new()
        {
            ["alg"] = "RS256",
            ["jku"] = $"{issuer}/oauth2/certs",
            ["kid"] = SigningKey.Id,
            ["typ"] = "JWT",
        };
        JsonObject claims = new()
        {
            ["sub"] = user?.Id ?? client.Id,
            ["iss"] = issuer,
            ["ias_iss"] = issuer,
            ["aud"] = client.Id,
            ["azp"] = client.Id,
            ["app_tid"] = zone,
            ["zone_uuid"] = zone,
            ["ias_apis"] = new JsonArray("emulator-api"),
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now,
            ["exp"] = now + lifetime,
        };
        if (resource is not null) claims["resource"] = resource;
        if (authenticated.CertificateThumbprint is { } thumbprint) claims["cnf"] = new JsonObject { ["x5t#S256"] = thumbprint };
        if (user is not null) AddUser(claims, user);
        return landscape.SigningKey.Sign(header, claims);
    }

    private static void AddUser(JsonObject claims, User user)
    {
        claims["scim_id"] = user.Id;
        claims["user_uuid"] = user.Id;
        claims["email"] = user.Name;
        claims["given_name"] = user.GivenName;
        claims["family_name"] = user.FamilyName;
        claims["groups"] = new JsonArray("Emulator Users");
    }
}
