namespace BtpEmulator.Ias;

/// <summary>The public documents of the identity service: OpenID Connect Discovery and the signing keys.</summary>
internal sealed class IdentityDiscovery(Landscape landscape)
{
    private static readonly string[] GrantTypes = ["client_credentials", "password", IdentityClients.TokenExchange];
    private static readonly string[] AuthenticationMethods =
    [
        "tls_client_auth", "client_secret_basic", "client_secret_post", "private_key_jwt",
    ];

    private static readonly string[] Algorithms = ["RS256"];
    private static readonly string[] SubjectTypes = ["public"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{IdentityAddress.Path}/oauth2/certs", () => Results.Json(new { keys = new[] { landscape.SigningKey.ToJwk() } }));
        routes.MapGet($"{IdentityAddress.Path}/client-keys", () => Results.Json(landscape.ClientKeyPairs.ToJwks()));
        routes.MapGet(
            $"{IdentityAddress.Path}/.well-known/openid-configuration", (HttpRequest request) => Describe(IdentityAddress.GetUrl(request)));
    }

    private static IResult Describe(string issuer) => Results.Json(new
    {
        issuer,
        token_endpoint = $"{issuer}/oauth2/token",
        jwks_uri = $"{issuer}/oauth2/certs",
        grant_types_supported = GrantTypes,
        token_endpoint_auth_methods_supported = AuthenticationMethods,
        id_token_signing_alg_values_supported = Algorithms,
        subject_types_supported = SubjectTypes,
    });
}
