using TokenModule.Claims;
using TokenModule.Tokens;

namespace TokenModule.Interop;

[Collection(nameof(SharedOpenIddict))]
public sealed class OpenIddictTokenTests(OpenIddictServer server) : IDisposable
{
    private const string TokenEndpoint = "POST /oauth/token";

    private readonly InteropClient client = new(server.Authority);
    private readonly int requestsBefore = server.Requests[TokenEndpoint];

    private ServiceKey Key => InteropClient.CreateKey(server.Address, "app", OpenIddictServer.Secret);

    /// <summary>A client whose tokens only their recipient can read.</summary>
    private ServiceKey EncryptedKey => InteropClient.CreateKey(server.Address, "encrypted", OpenIddictServer.Secret);

    private int RequestCount => server.Requests[TokenEndpoint] - requestsBefore;

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(nameof(ClientAuthentication.Body))]
    [InlineData(nameof(ClientAuthentication.Basic))]
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
    public async Task Raw_basic_authentication_is_refused_with_advice()
    {
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => client.GetTokenAsync(Key, ClientAuthentication.BasicRaw));

        Assert.Equal((Failure.ClientRejected, 1), (error.Failure, RequestCount));
        Assert.Contains("-ClientAuthentication", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_without_scope_grants_the_requested_scopes()
    {
        OAuthToken token = await client.GetTokenAsync(EncryptedKey, "read write");

        Assert.Equal(["read", "write"], token.Scopes);
    }

    [Fact]
    public async Task Encrypted_token_is_opaque()
    {
        OAuthToken token = await client.GetTokenAsync(EncryptedKey);

        TokenFormatException error = Assert.Throws<TokenFormatException>(
            () => TokenClaims.Parse(token.Value.Reveal(), TimeProvider.System));
        Assert.Equal(Failure.TokenOpaque, error.Failure);
    }

    [Fact]
    public async Task Password_gets_a_token_of_the_user()
    {
        OAuthToken token = await client.SignInAsync(Key, OpenIddictServer.UserName, OpenIddictServer.Password, "read offline_access");

        Assert.Equal((OpenIddictServer.UserName, true, 1), (token.UserName, token.HasRefreshToken, RequestCount));
    }

    [Fact]
    public async Task Wrong_password_is_sent_once()
    {
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => client.SignInAsync(Key, OpenIddictServer.UserName, "wrong"));

        Assert.Equal((Failure.GrantRejected, "invalid_grant", 1), (error.Failure, error.Error, RequestCount));
        Assert.Contains("Check the user name and the password first", error.Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData(nameof(ClientAuthentication.Body))]
    [InlineData(nameof(ClientAuthentication.Basic))]
    public async Task Browser_sign_in_exchanges_the_code_once(string authentication)
    {
        OAuthToken token = await OpenBrowserAsync(Enum.Parse<ClientAuthentication>(authentication));

        Assert.Equal((OpenIddictServer.UserName, true, 1), (token.UserName, token.HasRefreshToken, RequestCount));
    }

    [Fact]
    public async Task Browser_sign_in_is_renewed_without_the_browser()
    {
        OAuthToken first = await OpenBrowserAsync(ClientAuthentication.Body);
        int pages = server.Requests["GET /oauth/authorize"];

        OAuthToken second = await client.RenewAsync(first);

        Assert.NotEqual(first.RefreshToken!.Reveal(), second.RefreshToken!.Reveal());
        Assert.Equal((2, pages), (RequestCount, server.Requests["GET /oauth/authorize"]));
    }

    private Task<OAuthToken> OpenBrowserAsync(ClientAuthentication authentication)
    {
        return client.SignInWithBrowserAsync(
            Key, authentication, "read offline_access", OpenIddictServer.UserName, OpenIddictServer.Password);
    }
}
