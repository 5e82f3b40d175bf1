using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Interop;

/// <summary>Calls of OpenIddict by a name that only the proxy can resolve.</summary>
[Collection(nameof(SharedOpenIddict))]
public sealed class SquidTests(OpenIddictServer server, SquidProxy proxy) : IClassFixture<SquidProxy>, IDisposable
{
    private const string TokenEndpoint = "POST /oauth/token";
    private const int AuthenticationRequired = 407;

    private readonly int requestsBefore = server.Requests[TokenEndpoint];
    private readonly InteropClient client = new(server.Authority);

    private int RequestCount => server.Requests[TokenEndpoint] - requestsBefore;

    public void Dispose() => client.Dispose();

    [SkippableFact]
    public async Task Right_proxy_password_reaches_the_server()
    {
        int before = await CountRefusalsAsync(0);

        OAuthToken token = await GetTokenAsync(InteropAuthority.ProxiedHost, SquidProxy.UserName, SquidProxy.Password);

        Assert.Equal((false, 1), (token.IsExpired, RequestCount));
        // The first connection has no password yet: .NET sends it once the proxy has asked.
        Assert.Equal(1, await CountRefusalsAsync(before + 1) - before);
    }

    private Task<int> CountRefusalsAsync(int expected)
    {
        AvailableServer.Require(proxy.SkipReason);
        return proxy.CountResponsesAsync(AuthenticationRequired, expected);
    }

    private async Task<OAuthToken> GetTokenAsync(string host, string? userName, string? password)
    {
        Uri address = new UriBuilder(server.Address) { Host = host }.Uri;
        TokenRequest request = client.CreateRequest(InteropClient.CreateKey(address, "app", OpenIddictServer.Secret));
        ProxyServer throughProxy = new(proxy.Address, userName, password is null ? null : new Secret(password));
        return await client.GetTokenAsync(request with { Network = client.Network with { Proxy = throughProxy } });
    }
}
