using System.Text;
using TokenModule.Api;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Interop;

public sealed class NginxTests(NginxServer server) : IClassFixture<NginxServer>, IDisposable
{
    private readonly InteropClient client = new(server.Authority);

    public void Dispose() => client.Dispose();

    // 444 closes the connection without a response. .NET alone would send a request without content again.
    [SkippableTheory]
    [InlineData("POST", 0, 1)]
    [InlineData("POST", 3, 1)]
    [InlineData("PATCH", 0, 1)]
    [InlineData("PATCH", 3, 1)]
    [InlineData("DELETE", 0, 1)]
    [InlineData("DELETE", 1, 2)]
    [InlineData("PUT", 0, 1)]
    [InlineData("PUT", 1, 2)]
    [InlineData("GET", 0, 1)]
    [InlineData("GET", 1, 2)]
    [InlineData("GET", 3, 4)]
    public async Task Request_without_a_response_is_sent_as_often_as_the_retry_count_allows(string method, int retries, int expected)
    {
        RequireServer();
        string path = $"/closed/{method}/{retries}";
        NetworkOptions network = client.Network with { MaximumRetryCount = retries };

        TransportException error = await Assert.ThrowsAsync<TransportException>(
            () => client.CallAsync(Key(server.Address), new HttpMethod(method), path, network));

        Assert.Equal((Failure.NetworkBroken, expected), (error.Failure, error.Attempts));
        Assert.Equal(expected, await server.CountRequestsAsync($"{method} {path}", expected));
    }

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

    [SkippableTheory]
    [InlineData("/members")]
    [InlineData("/members-x")]
    public async Task Compressed_response_with_several_members_is_read_whole(string path)
    {
        RequireServer();

        TransportResponse response = await client.CallAsync(Key(server.Address), HttpMethod.Get, path);

        Assert.Equal("""{"first":1,"second":2}""", Encoding.UTF8.GetString(response.Body));
    }

    [SkippableFact]
    public async Task Response_with_the_identity_encoding_is_not_compressed()
    {
        RequireServer();

        TransportResponse response = await client.CallAsync(Key(server.Address), HttpMethod.Get, "/identity");

        Assert.Equal("""{"first":1}""", Encoding.UTF8.GetString(response.Body));
    }

    [SkippableFact]
    public async Task Text_is_decoded_with_its_character_set()
    {
        RequireServer();

        TransportResponse response = await client.CallAsync(Key(server.Address), HttpMethod.Get, "/latin1");

        Assert.Equal("Grüße aus Köln", ResponseDecoder.Decode(response));
    }

    private void RequireServer() => AvailableServer.Require(server.SkipReason);

    private static ServiceKey Key(Uri address) => InteropClient.CreateKey(address, "raw", "a+b/c=d==p%41");
}
