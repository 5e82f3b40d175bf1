using BtpEmulator;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

/// <summary>Every grant against the emulated token endpoints.</summary>
public sealed class GrantTests : EmulatedBtp
{
    private ServiceKey Central => Key(SeedSystem.CloudManagementCentral);

    [Fact]
    public async Task A_passcode_is_sent_without_a_user_and_the_token_tells_who_it_is()
    {
        OAuthToken token = await Token(new TokenRequest(Central, new PasscodeGrant(new Secret("PaSSc0de42"))));

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(("PaSSc0de42", false), (request.Form["passcode"], request.Form.ContainsKey("username")));
        Assert.Equal("bob@example.com", token.UserName);
    }

    [Fact]
    public async Task A_passcode_used_up_is_a_refused_grant_that_names_the_page_for_a_new_one()
    {
        await Token(new TokenRequest(Central, new PasscodeGrant(new Secret("PaSSc0de42"))));
        await Tokens.GetTokenAsync(TokenRequest.For(Central), CancellationToken.None);

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => Client.GetTokenAsync(new TokenRequest(Central, new PasscodeGrant(new Secret("PaSSc0de42"))), CancellationToken.None).AsTask());
        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.Contains("/uaa/emulator/passcode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_token_is_exchanged_for_one_of_another_client()
    {
        OAuthToken user = await Token(SignIn(Central, "bob@example.com", "Efgh"));
        OAuthToken exchanged = await Token(new TokenRequest(Key("xsuaa"), new JwtBearerGrant(user.Value)));

        Assert.Equal(("bob@example.com", GrantType.JwtBearer, Key("xsuaa").ClientId), (exchanged.UserName, exchanged.GrantType, exchanged.ClientId));
    }

    [Fact]
    public async Task An_assertion_that_is_no_token_is_a_refused_grant()
    {
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => Token(new TokenRequest(Key("xsuaa"), new JwtBearerGrant(new Secret("canary-assertion")))));

        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_gets_a_token_and_the_newest_one_serves_the_next_time()
    {
        OAuthToken signedIn = await Token(SignIn(Central, "bob@example.com", "Efgh"));
        TokenRequest request = new(Central, new RefreshTokenGrant(signedIn.RefreshToken!));
        OAuthToken first = await Token(request);
        await Token(request with { ForceRefresh = true });

        Assert.Equal("bob@example.com", first.UserName);
        Assert.Equal(first.RefreshToken!.Reveal(), Btp.Requests.All[^1].Form["refresh_token"]);
    }

    [Fact]
    public async Task Callers_that_share_a_rotating_refresh_token_use_it_once()
    {
        await Token(SignIn(Central, "bob@example.com", "Efgh"));
        Clock.Pass(TimeSpan.FromHours(13));
        OAuthToken[] tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Token(TokenRequest.For(Central))));

        Assert.Single(tokens.Distinct());
        Assert.Equal(2, Btp.Requests.All.Count);
    }

    [Theory]
    [InlineData("sap.default")]
    [InlineData("corp-idp")]
    public async Task The_origin_is_the_identity_provider_of_the_sign_in(string origin)
    {
        OAuthToken token = await Token(SignIn(Central, "bob@example.com", "Efgh") with { Origin = origin });

        Assert.Equal(origin, TokenClaims.Read(token.Value.Reveal(), Clock).Origin);
    }

    [Fact]
    public async Task Scopes_asked_for_are_the_scopes_granted()
    {
        string scope = (await Token(TokenRequest.For(Key("xsuaa")))).Scopes[0];
        OAuthToken narrow = await Token(TokenRequest.For(Key("xsuaa")) with { Scopes = [scope] });

        Assert.Equal([scope], narrow.Scopes);
        Assert.Equal(2, Btp.Requests.All.Count);
    }

    [Fact]
    public async Task A_scope_the_client_has_not_is_refused()
    {
        BtpException error = await Assert.ThrowsAsync<TokenRequestException>(() => Token(TokenRequest.For(Key("xsuaa")) with { Scopes = ["no.such.scope"] }));

        Assert.Equal(Failure.ScopeRejected, error.Failure);
    }

    [Fact]
    public async Task A_zone_is_named_in_a_header()
    {
        OAuthToken token = await Token(TokenRequest.For(Key("xsuaa")) with { ZoneId = "6f1ad111-0002-4e7f-8b1c-000000000002" });

        Assert.Equal("6f1ad111-0002-4e7f-8b1c-000000000002", TokenClaims.Read(token.Value.Reveal(), Clock).ZoneId);
    }

    [Fact]
    public async Task A_subdomain_is_the_first_label_of_the_host()
    {
        TokenRequest request = TokenRequest.For(Key("cis-landscape")).InSubdomain("consumer") with { Network = new NetworkOptions { Proxy = new ProxyServer(Btp.ProxyAddress) } };
        OAuthToken token = await Token(request);

        Assert.Equal("consumer", token.Subdomain);
        Assert.Equal(["CONNECT consumer.authentication.emulator.test:443"], Btp.ProxyRequests);
    }

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("a.b")]
    [InlineData("-a")]
    [InlineData("")]
    public void A_subdomain_that_is_none_cannot_change_the_host(string subdomain)
    {
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => TokenRequest.For(Keys.ForClient()).InSubdomain(subdomain)).Failure);
    }

    [Fact]
    public async Task A_basic_header_takes_the_place_of_id_and_secret_in_the_body()
    {
        await Token(TokenRequest.For(Key(SeedSystem.DocumentInformationExtraction)) with { ClientAuthentication = ClientAuthentication.Basic });

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(["grant_type"], request.Form.Keys);
        Assert.StartsWith("Basic ", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_additional_parameter_reaches_the_server()
    {
        OAuthToken token = await Token(TokenRequest.For(Key("xsuaa")) with { AdditionalParameters = [new("token_format", new Secret("opaque"))] });

        Assert.DoesNotContain('.', token.Value.Reveal());
        Assert.NotSame(token, await Token(TokenRequest.For(Key("xsuaa"))));
    }

    [Fact]
    public async Task An_identity_tenant_gives_a_token_at_an_address_of_its_own()
    {
        OAuthToken token = await Token(TokenRequest.For(Key("identity")));

        Assert.Equal("/ias/oauth2/token", Assert.Single(Btp.Requests.All).Path);
        Assert.True(token.ExpiresIn > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_rate_limit_is_waited_for_as_long_as_the_server_asks_each_time()
    {
        Btp.Settings.TokenRequestsPerSecond = 0;
        DateTimeOffset before = Clock.GetUtcNow();

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => Token(TokenRequest.For(Key("xsuaa"))));
        Assert.Equal((Failure.Throttled, 4), (error.Failure, error.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(3), Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task Two_users_and_two_tenants_of_one_client_are_never_crossed()
    {
        TokenRequest[] requests =
        [
            SignIn(Central, "anna.admin@example.com", "Abcd", "1234"),
            SignIn(Central, "bob@example.com", "Efgh"),
            TokenRequest.For(Key("xsuaa")),
            TokenRequest.For(Key("xsuaa")) with { ZoneId = "6f1ad111-0002-4e7f-8b1c-000000000002" },
        ];
        OAuthToken[] tokens = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Token(requests[i % requests.Length]))));

        for (int i = 0; i < tokens.Length; i++)
        {
            TokenClaims claims = TokenClaims.Read(tokens[i].Value.Reveal(), Clock);
            TokenRequest asked = requests[i % requests.Length];
            Assert.Equal(asked.UserName, claims.UserName);
            Assert.Equal(asked.ZoneId ?? "6f1ad111-0001-4e7f-8b1c-000000000001", claims.ZoneId);
        }

        Assert.Equal(4, Btp.Requests.All.Count);
    }
}
