using System.Text;
using TokenModule;
using TokenModule.Api;
using TokenModule.Http;
using TokenModule.ServiceKeys.Sources;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace Quickstart;

/// <summary>Runs the steps of Demo.ps1 with the library, without PowerShell.</summary>
internal static class LibraryDemo
{
    private static readonly (string File, string Endpoint, string Path)[] Calls =
    [
        ("ber", "url", "models"),
        ("dox", "url", "capabilities"),
        ("pr", "url", "doc"),
        ("cis-central", "accounts", "/accounts/v1/subaccounts"),
        ("cis-local", "provisioning", "/provisioning/v1/availableEnvironments"),
        ("saas-registry", "saas_registry", "/saas-manager/v1/application/subscriptions"),
        ("ciam", "base", "/ciam-provisioning/v1/applications"),
    ];

    public static async Task RunAsync(string keys, CancellationToken cancellationToken)
    {
        using HttpTransport transport = new(TimeProvider.System);
        TokenCache tokens = new(new TokenClient(transport, TimeProvider.System, TokenClaims.ParseOrDefault), TimeProvider.System);
        BtpApiClient api = new(tokens, transport);
        foreach ((string file, string endpoint, string path) in Calls)
        {
            ServiceKey key = ServiceKeyFile.ReadKey(Path.Combine(keys, file + ".json"));
            TokenRequest request = key.GrantType == GrantType.Password
                ? new TokenRequest(key, new PasswordGrant("anna.admin@example.com", new Secret("Abcd"), new Secret("1234")))
                : TokenRequest.FromKey(key);
            OAuthToken token = await tokens.GetTokenAsync(request, cancellationToken);
            TokenClaims claims = TokenClaims.Parse(token.Value.Reveal(), TimeProvider.System);
            Console.WriteLine();
            Console.WriteLine($"{key.Name}: {key.Kind}");
            Console.WriteLine(
                $"  token   {token.GrantType} of {claims.UserName ?? claims.ClientId}, expires in {token.ExpiresIn:hh\\:mm\\:ss}");
            Console.WriteLine($"  scopes  {string.Join(", ", claims.LocalScopes.Take(4))}");
            Uri address = ApiAddress.ResolvePath(EndpointName.Resolve(key, endpoint), path);
            TransportResponse response = await api.SendAsync(new BtpApiRequest(HttpMethod.Get, address, request), cancellationToken);
            string start = Encoding.UTF8.GetString(response.Body.AsSpan(0, Math.Min(90, response.Body.Length)));
            Console.WriteLine($"  GET {path} returned {response.Status}: {start}");
        }
    }
}
