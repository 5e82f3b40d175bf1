using BtpEmulator;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

/// <summary>Every grant against the emulated token endpoints.</summary>
public sealed class GrantTests : EmulatorTestBase
{
    private const string Zone = "6f1ad111-0001-4e7f-8b1c-000000000001";

    private ServiceKey Central => ReadKey(SeedSystem.CloudManagementCentral);

    [Fact]
    public async Task Passcode_is_sent_without_a_user_name_and_the_token_provides_it()
    {
        OAuthToken token = await GetTokenAsync(new TokenRequest(Central, new PasscodeGrant(new Secret("PaSSc0de42"))));

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(("PaSSc0de42", false), (request.Form["passcode"], request.Form.ContainsKey("username")));
        Assert.Equal("bob@example.com", token.UserName);
    }

    [Fact]
    public async Task Used_passcode_is_rejected_and_the_error_gives_the_passcode_page()
    {
        await GetTokenAsync(new TokenRequest(Central, new PasscodeGrant(new Secret("PaSSc0de42"))));
        await Tokens.GetTokenAsync(TokenRequest.FromKey(Central), CancellationToken.None);

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() =>
            Client.GetTokenAsync(new TokenRequest(Central, new PasscodeGrant(new Secret("PaSSc0de42"))), CancellationToken.None).AsTask());
        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.Contains("/uaa/emulator/passcode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_token_is_exchanged_for_a_token_of_another_client()
    {
        OAuthToken user = await GetTokenAsync(CreateSignInRequest(Central, "bob@example.com", "Efgh"));
        OAuthToken exchanged = await GetTokenAsync(new TokenRequest(ReadKey("xsuaa"), new JwtBearerGrant(user.Value)));

        Assert.Equal(("bob@example.com", GrantType.JwtBearer, ReadKey("xsuaa").ClientId),
            (exchanged.UserName, exchanged.GrantType, exchanged.ClientId));
    }

    [Fact]
    public async Task Invalid_assertion_is_rejected_and_not_shown_in_the_error()
    {
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() =>
            GetTokenAsync(new TokenRequest(ReadKey("xsuaa"), new JwtBearerGrant(new Secret("canary-assertion")))));

        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assertion_of_another_tenant_is_explained_with_both_tenants()
    {
        OAuthToken user = await GetTokenAsync(CreateSignInRequest(Central, "bob@example.com", "Efgh"));
        ServiceKey key = TestServiceKeys.Read(Btp.GetServiceKeyJson("xsuaa").Replace(Zone, "11111111-0001-4e7f-8b1c-000000000009"));
        Btp.Faults.Add(new Fault { Status = 401, Body = """{"error":"invalid_token","error_description":"wrong issuer"}""" });
        Btp.Faults.Add(new Fault { Status = 401, Body = """{"error":"invalid_token","error_description":"wrong issuer"}""" });
        TokenRequest request = new(key, new JwtBearerGrant(user.Value));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(request));
        TokenRequestException selected = await Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(request.WithZone(Zone)));

        Assert.Contains($"tenant '{Zone}'", error.Message);
        Assert.Contains("tenant '11111111-0001-4e7f-8b1c-000000000009'", error.Message);
        Assert.Contains($"-ZoneId {Zone}", error.Message);
        Assert.DoesNotContain("11111111", selected.Message);
    }

    [Fact]
    public async Task Next_renewal_uses_the_newest_refresh_token()
    {
        OAuthToken signedIn = await GetTokenAsync(CreateSignInRequest(Central, "bob@example.com", "Efgh"));
        TokenRequest request = new(Central, new RefreshTokenGrant(signedIn.RefreshToken!));
        OAuthToken first = await GetTokenAsync(request);
        await GetTokenAsync(request with { ForceRefresh = true });

        Assert.Equal("bob@example.com", first.UserName);
        Assert.Equal(first.RefreshToken!.Reveal(), Btp.Requests.All[^1].Form["refresh_token"]);
    }

    [Fact]
    public async Task Concurrent_callers_use_a_rotating_refresh_token_once()
    {
        await GetTokenAsync(CreateSignInRequest(Central, "bob@example.com", "Efgh"));
        Clock.Advance(TimeSpan.FromHours(13));
        OAuthToken[] tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetTokenAsync(TokenRequest.FromKey(Central))));

        Assert.Single(tokens.Distinct());
        Assert.Equal(2, Btp.Requests.All.Count);
    }

    [Theory]
    [InlineData("sap.default")]
    [InlineData("corp-idp")]
    public async Task Origin_selects_the_identity_provider(string origin)
    {
        OAuthToken token = await GetTokenAsync(CreateSignInRequest(Central, "bob@example.com", "Efgh") with { Origin = origin });

        Assert.Equal(origin, TokenClaims.Parse(token.Value.Reveal(), Clock).Origin);
    }

    [Fact]
    public async Task Token_has_only_the_requested_scopes()
    {
        string scope = (await GetTokenAsync(TokenRequest.FromKey(ReadKey("xsuaa")))).Scopes[0];
        OAuthToken narrow = await GetTokenAsync(TokenRequest.FromKey(ReadKey("xsuaa")) with { Scopes = [scope] });

        Assert.Equal([scope], narrow.Scopes);
        Assert.Equal(2, Btp.Requests.All.Count);
    }

    [Fact]
    public async Task Scope_that_the_client_lacks_is_rejected()
    {
        BtpException error = await Assert.ThrowsAsync<TokenRequestException>(() =>
            GetTokenAsync(TokenRequest.FromKey(ReadKey("xsuaa")) with { Scopes = ["no.such.scope"] }));

        Assert.Equal(Failure.ScopeRejected, error.Failure);
    }

    [Fact]
    public async Task Zone_id_is_sent_and_appears_in_the_token()
    {
        OAuthToken token =
            await GetTokenAsync(TokenRequest.FromKey(ReadKey("xsuaa")).WithZone("6f1ad111-0002-4e7f-8b1c-000000000002"));

        Assert.Equal("6f1ad111-0002-4e7f-8b1c-000000000002", TokenClaims.Parse(token.Value.Reveal(), Clock).ZoneId);
    }

    [Fact]
    public async Task Subdomain_replaces_the_first_label_of_the_host()
    {
        TokenRequest request = TokenRequest.FromKey(ReadKey("cis-landscape"))
            .WithSubdomain("consumer") with { Network = new NetworkOptions { Proxy = new ProxyServer(Btp.ProxyAddress) } };
        OAuthToken token = await GetTokenAsync(request);

        Assert.Equal("consumer", token.Subdomain);
        Assert.Equal(["CONNECT consumer.authentication.emulator.test:443"], Btp.ProxyRequests);
    }

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("a.b")]
    [InlineData("-a")]
    [InlineData("")]
    public void Invalid_subdomain_is_rejected(string subdomain)
    {
        Assert.Equal(Failure.ServiceKeyInvalid,
            Assert.Throws<ServiceKeyException>(() => TokenRequest.FromKey(TestServiceKeys.CreateForClient())
            .WithSubdomain(subdomain)).Failure);
    }

    [Fact]
    public async Task The_exchange_of_a_code_sends_no_scope()
    {
        AuthorizationCodeGrant grant = new(new Secret("no-such-code"), new Secret("verifier"), new Uri("http://localhost:1/"));
        await Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(new TokenRequest(Central, grant) with { Scopes = ["read"] }));

        string[] expected = ["grant_type", "client_id", "client_secret", "code", "redirect_uri", "code_verifier"];
        Assert.Equal(expected, Assert.Single(Btp.Requests.All).Form.Keys);
    }

    [Fact]
    public async Task Basic_header_replaces_client_id_and_secret_in_the_body()
    {
        await GetTokenAsync(TokenRequest.FromKey(
            ReadKey(SeedSystem.DocumentInformationExtraction)) with { ClientAuthentication = ClientAuthentication.Basic });

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(["grant_type"], request.Form.Keys);
        Assert.StartsWith("Basic ", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Additional_parameter_is_sent_to_the_server()
    {
        OAuthToken token = await GetTokenAsync(
            TokenRequest.FromKey(ReadKey("xsuaa")) with { AdditionalParameters = [new("token_format", new Secret("opaque"))] });

        Assert.DoesNotContain('.', token.Value.Reveal());
        Assert.NotSame(token, await GetTokenAsync(TokenRequest.FromKey(ReadKey("xsuaa"))));
    }

    [Fact]
    public async Task Identity_tenant_has_its_own_token_endpoint()
    {
        OAuthToken token = await GetTokenAsync(TokenRequest.FromKey(ReadKey("identity")));

        Assert.Equal("/ias/oauth2/token", Assert.Single(Btp.Requests.All).Path);
        Assert.True(token.ExpiresIn > TimeSpan.Zero);
    }

    [Fact]
    public async Task Rate_limit_is_waited_for_as_long_as_the_server_requests()
    {
        Btp.Settings.TokenRequestsPerSecond = 0;
        DateTimeOffset before = Clock.GetUtcNow();

        TransportException error =
            await Assert.ThrowsAsync<TransportException>(() => GetTokenAsync(TokenRequest.FromKey(ReadKey("xsuaa"))));
        Assert.Equal((Failure.Throttled, 4), (error.Failure, error.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(3), Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task Concurrent_callers_never_get_the_token_of_another_user_or_tenant()
    {
        TokenRequest[] requests =
        [
            CreateSignInRequest(Central, "anna.admin@example.com", "Abcd", "1234"),
            CreateSignInRequest(Central, "bob@example.com", "Efgh"),
            TokenRequest.FromKey(ReadKey("xsuaa")),
            TokenRequest.FromKey(ReadKey("xsuaa")).WithZone("6f1ad111-0002-4e7f-8b1c-000000000002"),
        ];
        OAuthToken[] tokens =
            await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => GetTokenAsync(requests[i % requests.Length]))));

        for (int i = 0; i < tokens.Length; i++)
        {
            TokenClaims claims = TokenClaims.Parse(tokens[i].Value.Reveal(), Clock);
            TokenRequest request = requests[i % requests.Length];
            Assert.Equal(request.UserName, claims.UserName);
            Assert.Equal(request.ZoneId ?? "6f1ad111-0001-4e7f-8b1c-000000000001", claims.ZoneId);
        }

        Assert.Equal(4, Btp.Requests.All.Count);
    }
}
