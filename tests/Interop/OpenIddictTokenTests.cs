using TokenModule.Tokens;

namespace TokenModule.Interop;

[Collection(nameof(SharedOpenIddict))]
public sealed class OpenIddictTokenTests(OpenIddictServer server) : IDisposable
{
    private const string TokenEndpoint = "POST /oauth/token";

    private readonly InteropClient client = new(server.Authority);
    private readonly int requestsBefore = server.Requests[TokenEndpoint];

    private ServiceKey Key => InteropClient.CreateKey(server.Address, "app", OpenIddictServer.Secret);

    private int RequestCount => server.Requests[TokenEndpoint] - requestsBefore;

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(nameof(ClientAuthentication.Body))]
    public async Task Client_secret_gets_a_token_with_one_request(string authentication)
    {
        OAuthToken token = await client.GetTokenAsync(Key, Enum.Parse<ClientAuthentication>(authentication), "read");

        Assert.Equal((false, 1), (token.IsExpired, RequestCount));
    }

    [Fact]
    public async Task Client_certificate_gets_a_token_with_one_request()
    {
        ServiceKey key = InteropClient.CreateCertificateKey(
            server.Address, "mtls", server.Authority.SelfSignedPem, server.Authority.SelfSignedKeyPem);

        OAuthToken token = await client.GetTokenAsync(key, scope: "read");

        Assert.Equal((false, 1), (token.IsExpired, RequestCount));
    }

    [Fact]
    public async Task Password_gets_a_token_of_the_user()
    {
        OAuthToken token = await client.SignInAsync(Key, OpenIddictServer.UserName, OpenIddictServer.Password, "read offline_access");

        Assert.Equal((OpenIddictServer.UserName, true, 1), (token.UserName, token.HasRefreshToken, RequestCount));
    }

    [Fact]
    public async Task Refresh_token_is_replaced_at_each_renewal()
    {
        OAuthToken first = await client.SignInAsync(Key, OpenIddictServer.UserName, OpenIddictServer.Password, "read offline_access");
        OAuthToken second = await client.RenewAsync(first);
        OAuthToken third = await client.RenewAsync(second);

        Assert.Equal(3, new[] { first, second, third }.Select(t => t.RefreshToken!.Reveal()).Distinct().Count());
        Assert.Equal((OpenIddictServer.UserName, 3), (third.UserName, RequestCount));
    }

    [Fact]
    public async Task Used_refresh_token_is_refused_after_one_request()
    {
        OAuthToken first = await client.SignInAsync(Key, OpenIddictServer.UserName, OpenIddictServer.Password, "read offline_access");
        await client.RenewAsync(first);

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => client.SendRefreshTokenAsync(first));

        Assert.Equal((Failure.GrantRejected, 3), (error.Failure, RequestCount));
    }
}
