using System.Text.Json;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule;

/// <summary>Keys for tests that need no server.</summary>
internal static class TestServiceKeys
{
    public const string Canary = "canary-client-secret-0123456789$+=";

    public static ServiceKey CreateForClient(string clientId = "sb-app!t1", string secret = Canary,
        GrantType grant = GrantType.ClientCredentials)
    {
        return Read($$"""
            {
              "grant_type": "{{(grant == GrantType.Password ? "user_token" : "client_credentials")}}",
              "endpoints": { "accounts_service_url": "https://accounts.example", "events_service_url": "https://events.example" },
              "uaa": { "clientid": "{{clientId}}", "clientsecret": "{{secret}}", "url": "https://sub.authentication.example", "identityzone": "sub" }
            }
            """);
    }

    public static string FormatX509Key(string chain, string privateKey)
    {
        return $$"""
            {
              "clientid": "sb-app!t1", "credential-type": "x509", "url": "https://sub.authentication.example",
              "certurl": "https://sub.authentication.cert.example",
              "certificate": {{JsonSerializer.Serialize(chain)}}, "key": {{JsonSerializer.Serialize(privateKey)}}
            }
            """;
    }

    public static string RevealSecret(ServiceKey key) => ((ClientSecret)key.Credential).Value.Reveal();

    public static ServiceKey Read(string json, string? name = "test-key") => ServiceKeyReader.ReadKey(json, "the test", name);
}
