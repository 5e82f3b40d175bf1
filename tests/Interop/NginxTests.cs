using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Interop;

public sealed class NginxTests(NginxServer server) : IClassFixture<NginxServer>, IDisposable
{
    private readonly InteropClient client = new(server.Authority);

    public void Dispose() => client.Dispose();

    [SkippableFact]
    public async Task Token_request_without_a_response_is_sent_as_often_as_the_retry_count_allows()
    {
        RequireServer();
        NetworkOptions network = client.Network with { MaximumRetryCount = 1 };
        TokenRequest request = client.CreateRequest(Key(new Uri(server.Address, "/closed/"))) with { Network = network };

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => client.GetTokenAsync(request));

        Assert.Equal((Failure.NetworkBroken, 2), (error.Failure, error.Attempts));
        Assert.Equal(2, await server.CountRequestsAsync("POST /closed/oauth/token", expected: 2));
    }

    [SkippableFact]
    public async Task Client_certificate_gets_a_token()
    {
        RequireServer();
        ServiceKey key = InteropClient.CreateCertificateKey(
            server.CertificateAddress, "any", server.Authority.ClientPem, server.Authority.ClientKeyPem);

        OAuthToken token = await client.GetTokenAsync(key);

        Assert.Equal(["CN=interop-client"], token.Scopes);
    }

    [SkippableFact]
    public async Task Page_that_demands_a_certificate_is_described_as_a_response_that_is_not_OAuth()
    {
        RequireServer();

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => client.GetTokenAsync(Key(server.CertificateAddress)));

        Assert.Equal(Failure.TokenResponseInvalid, error.Failure);
        Assert.Contains("an HTML page", error.Message, StringComparison.Ordinal);
        Assert.Contains("client certificate", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Password_check_of_nginx_accepts_raw_basic_authentication()
    {
        RequireServer();

        OAuthToken token = await client.GetTokenAsync(Key(new Uri(server.Address, "/raw/")), ClientAuthentication.BasicRaw);

        Assert.False(token.IsExpired);
    }

    private void RequireServer() => AvailableServer.Require(server.SkipReason);

    private static ServiceKey Key(Uri address) => InteropClient.CreateKey(address, "raw", "a+b/c=d==p%41");
}
