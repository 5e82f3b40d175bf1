using TokenModule.Tokens;

namespace TokenModule.Interop;

[Collection(nameof(NodeServers))]
public sealed class OidcProviderTests(NodeServers servers) : IDisposable
{
    private const string ClientSecret = "p%41+b/c=d==0123456789";
    private const string Audience = "https://api.interop.example";
    private const string TokenEndpoint = "POST /oauth/token";

    private readonly InteropClient client = new(servers.Authority);

    public void Dispose() => client.Dispose();

    [SkippableTheory]
    [InlineData("body", nameof(ClientAuthentication.Body))]
    [InlineData("basic", nameof(ClientAuthentication.Basic))]
    public async Task Client_secret_gets_a_token_with_one_request(string clientId, string authentication)
    {
        int before = await CountTokenRequestsAsync();

        OAuthToken token = await client.GetTokenAsync(
            InteropClient.CreateKey(servers.Provider, clientId, ClientSecret), Enum.Parse<ClientAuthentication>(authentication), "read");

        Assert.Equal(["read"], token.Scopes);
        Assert.Equal(1, await CountTokenRequestsAsync() - before);
    }

    [SkippableFact]
    public async Task Client_certificate_gets_a_token_with_one_request()
    {
        int before = await CountTokenRequestsAsync();
        ServiceKey key = InteropClient.CreateCertificateKey(
            servers.Provider, "mtls", servers.Authority.ClientPem, servers.Authority.ClientKeyPem);

        OAuthToken token = await client.GetTokenAsync(key, scope: "read");

        Assert.Equal(["read"], token.Scopes);
        Assert.Equal(1, await CountTokenRequestsAsync() - before);
    }

    [SkippableFact]
    public async Task Server_that_does_not_decode_the_header_accepts_raw_basic_authentication()
    {
        AvailableServer.Require(servers.SkipReason);

        ServiceKey key = InteropClient.CreateKey(servers.Raw, "raw", "a+b/c=d==p%41");
        OAuthToken token = await client.GetTokenAsync(key, ClientAuthentication.BasicRaw);

        Assert.False(token.IsExpired);
    }

    [SkippableFact]
    public async Task Server_that_does_not_decode_the_header_refuses_encoded_basic_authentication_with_advice()
    {
        AvailableServer.Require(servers.SkipReason);
        ServiceKey key = InteropClient.CreateKey(servers.Raw, "raw", "a+b/c=d==p%41");

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => client.GetTokenAsync(key, ClientAuthentication.Basic));

        Assert.Equal(Failure.ClientRejected, error.Failure);
        Assert.Contains("-ClientAuthentication", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Browser_sign_in_at_another_page_exchanges_the_code_once()
    {
        int before = await CountTokenRequestsAsync();

        OAuthToken token = await SignInAsync();

        Assert.Equal((true, 1), (token.HasRefreshToken, await CountTokenRequestsAsync() - before));
    }

    [SkippableFact]
    public async Task Refresh_token_is_replaced_at_each_renewal()
    {
        int before = await CountTokenRequestsAsync();
        OAuthToken first = await SignInAsync();
        OAuthToken second = await client.RenewAsync(first);
        OAuthToken third = await client.RenewAsync(second);

        Assert.Equal(3, new[] { first, second, third }.Select(t => t.RefreshToken!.Reveal()).Distinct().Count());
        Assert.Equal(3, await CountTokenRequestsAsync() - before);
    }

    [SkippableFact]
    public async Task Used_refresh_token_is_refused_after_one_request()
    {
        int before = await CountTokenRequestsAsync();
        OAuthToken first = await SignInAsync();
        await client.RenewAsync(first);

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => client.SendRefreshTokenAsync(first));

        Assert.Equal((Failure.GrantRejected, 3), (error.Failure, await CountTokenRequestsAsync() - before));
    }

    [SkippableTheory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Signature_is_verified_with_the_published_key(string algorithm)
    {
        AvailableServer.Require(servers.SkipReason);
        OAuthToken token = await GetSignedTokenAsync(algorithm);

        TokenClaims claims = await client.VerifyAsync(token, Audience);

        Assert.Equal((algorithm, true), (claims.Algorithm, claims.SignatureVerified));
    }

    [SkippableFact]
    public async Task Rotated_key_is_fetched_once()
    {
        AvailableServer.Require(servers.SkipReason);
        int before = await servers.CountRequestsAsync("GET /token_keys");
        await client.VerifyAsync(await GetSignedTokenAsync("PS256"), Audience);
        await servers.RotateKeysAsync();
        OAuthToken token = await GetSignedTokenAsync("PS256");

        await client.VerifyAsync(token, Audience);
        await client.VerifyAsync(token, Audience);

        Assert.Equal(2, await servers.CountRequestsAsync("GET /token_keys") - before);
    }

    private Task<int> CountTokenRequestsAsync()
    {
        AvailableServer.Require(servers.SkipReason);
        return servers.CountRequestsAsync(TokenEndpoint);
    }

    // The page for the sign-in is not beside the token endpoint.
    private Task<OAuthToken> SignInAsync()
    {
        ServiceKey key = InteropClient.CreateKey(servers.Provider, "browser", ClientSecret, new Uri(servers.Provider, "/sign-in/start"));
        return client.SignInWithBrowserAsync(key, ClientAuthentication.Basic, "openid read", "alice", "any password");
    }

    private Task<OAuthToken> GetSignedTokenAsync(string algorithm)
    {
        TokenRequest request = client.CreateRequest(InteropClient.CreateKey(servers.Provider, "body", ClientSecret));
        return client.GetTokenAsync(request with
        {
            NoCache = true,
            AdditionalParameters = [new("algorithm", new Secret(algorithm))],
        });
    }
}
