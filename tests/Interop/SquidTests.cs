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
        // .NET sends the password only after the proxy has refused the first connection with 407.
        Assert.Equal(1, await CountRefusalsAsync(before + 1) - before);
    }

    [SkippableFact]
    public async Task Wrong_proxy_password_is_sent_once()
    {
        int before = await CountRefusalsAsync(0);

        TransportException error = await Assert.ThrowsAsync<TransportException>(
            () => GetTokenAsync(InteropAuthority.ProxiedHost, SquidProxy.UserName, "wrong"));

        RequireProxyAdvice(error);
        Assert.Equal((1, 0), (error.Attempts, RequestCount));
        Assert.Equal(2, await CountRefusalsAsync(before + 2) - before);
    }

    [SkippableFact]
    public async Task Missing_proxy_password_ends_after_one_request()
    {
        int before = await CountRefusalsAsync(0);

        TransportException error = await Assert.ThrowsAsync<TransportException>(
            () => GetTokenAsync(InteropAuthority.ProxiedHost, userName: null, password: null));

        RequireProxyAdvice(error);
        Assert.Equal((1, 0), (error.Attempts, RequestCount));
        Assert.Equal(1, await CountRefusalsAsync(before + 1) - before);
    }

    [SkippableFact]
    public async Task Host_that_the_proxy_forbids_is_reported_with_the_proxy()
    {
        await CountRefusalsAsync(0);

        TransportException error = await Assert.ThrowsAsync<TransportException>(
            () => GetTokenAsync("forbidden.interop.example", SquidProxy.UserName, SquidProxy.Password));

        Assert.Contains(proxy.Address.Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains("403", error.Message, StringComparison.Ordinal);
    }

    private void RequireProxyAdvice(TransportException error)
    {
        Assert.Contains(proxy.Address.Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", error.Message, StringComparison.Ordinal);
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
