using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

/// <summary>Tests which properties of a request lead to separate tokens, and the cache options of a request.</summary>
public sealed class TokenCacheVariationTests
{
    private readonly TestClock clock = new();
    private readonly ScriptedTokenSource source;
    private readonly TokenCache cache;

    public TokenCacheVariationTests()
    {
        source = new ScriptedTokenSource(clock);
        cache = new TokenCache(source, clock);
    }

    private static TokenRequest Plain => TokenRequest.FromKey(TestServiceKeys.CreateForClient());

    [Fact]
    public async Task Every_difference_in_the_request_gets_its_own_token()
    {
        TokenRequest[] requests =
        [
            Plain,
            Plain.WithSubdomain("other"),
            Plain.WithZone("zone"),
            Plain with { Origin = "zone" },
            Plain with { Scopes = ["a"] },
            Plain with { Scopes = ["a", "b"] },
            Plain with { AdditionalParameters = [new("a", new Secret("b"))] },
            Plain with { AdditionalParameters = [new("a", new Secret("c"))] },
            Plain with { AdditionalParameters = [new("ab", new Secret(""))] },
            new TokenRequest(TestServiceKeys.CreateForClient(), new JwtBearerGrant(new Secret("one"))),
            new TokenRequest(TestServiceKeys.CreateForClient(), new JwtBearerGrant(new Secret("two"))),
            new TokenRequest(TestServiceKeys.CreateForClient(), new RefreshTokenGrant(new Secret("one"))),
        ];
        foreach (TokenRequest request in requests)
        {
            await GetAsync(request);
        }

        Assert.Equal(requests.Length, source.Requests.Count);
        Assert.Equal(requests.Length, cache.Tokens.Count);
    }

    [Fact]
    public async Task Scope_order_and_client_authentication_share_one_token()
    {
        await GetAsync(Plain with { Scopes = ["a", "b"] });
        await GetAsync(Plain with { Scopes = ["b", "a", "b"], ClientAuthentication = ClientAuthentication.Basic });

        Assert.Single(source.Requests);
    }

    [Fact]
    public async Task Key_with_a_changed_secret_gets_a_new_token()
    {
        await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient(secret: "old")));
        await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient(secret: "new")));

        Assert.Equal(["old", "new"], source.Requests.Select(r => TestServiceKeys.RevealSecret(r.Key)));
    }

    [Fact]
    public async Task Token_below_the_minimum_lifetime_is_replaced()
    {
        OAuthToken first = await GetAsync(Plain);
        clock.Advance(TimeSpan.FromHours(5));

        Assert.Same(first, await GetAsync(Plain with { MinimumLifetime = TimeSpan.FromHours(7) }));
        Assert.NotSame(first, await GetAsync(Plain with { MinimumLifetime = TimeSpan.FromHours(8) }));
    }

    [Fact]
    public async Task NoCache_neither_reads_nor_writes_the_cache()
    {
        OAuthToken first = await GetAsync(Plain);
        OAuthToken apart = await GetAsync(Plain with { NoCache = true });

        Assert.NotSame(first, apart);
        Assert.Same(first, Assert.Single(cache.Tokens));
    }

    [Fact]
    public async Task Passcode_sign_in_serves_later_requests_without_a_credential()
    {
        ServiceKey key = TestServiceKeys.CreateForClient(grant: GrantType.Password);
        OAuthToken signedIn = await GetAsync(new TokenRequest(key, new PasscodeGrant(new Secret("passcode"))));

        Assert.Same(signedIn, await GetAsync(TokenRequest.FromKey(key)));
    }

    [Fact]
    public async Task Forced_refresh_after_a_passcode_uses_the_refresh_token()
    {
        source.RefreshToken = "refresh";
        TokenRequest request = new(TestServiceKeys.CreateForClient(grant: GrantType.Password), new PasscodeGrant(new Secret("passcode")));
        await GetAsync(request);
        await GetAsync(request with { ForceRefresh = true });

        Assert.IsType<RefreshTokenGrant>(source.Requests[1].Grant);
    }

    [Fact]
    public async Task Forced_refresh_with_a_password_signs_in_again()
    {
        source.RefreshToken = "refresh";
        TokenRequest request =
            new(TestServiceKeys.CreateForClient(grant: GrantType.Password), new PasswordGrant("anna", new Secret("a"), new Secret("1234")));
        await GetAsync(request);
        await GetAsync(request with { ForceRefresh = true });

        Assert.IsType<PasswordGrant>(source.Requests[1].Grant);
    }

    [Fact]
    public async Task Error_names_the_scopes_that_the_sign_in_did_not_request()
    {
        ServiceKey key = TestServiceKeys.CreateForClient(grant: GrantType.Password);
        await GetAsync(new TokenRequest(key, new PasswordGrant("anna", new Secret("a"), new Secret("1234"))));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => GetAsync(TokenRequest.FromKey(key) with { Scopes = ["app.read"] }));

        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.Contains("no sign-in requested these scopes", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Scope", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_exchanged_token_requires_a_new_assertion()
    {
        OAuthToken exchanged =
            await GetAsync(new TokenRequest(TestServiceKeys.CreateForClient(), new JwtBearerGrant(new Secret("assertion"))));

        TokenRequestException error =
            await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(exchanged.Request with { Rejected = exchanged }));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.Contains("-Assertion", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_kept_in_a_token_contains_no_user_credential()
    {
        OAuthToken token = await GetAsync(new TokenRequest(TestServiceKeys.CreateForClient(grant: GrantType.Password),
            new PasswordGrant("anna", new Secret("a"), new Secret("1234"))));

        Assert.Null(token.Request.Grant);
        Assert.Equal("anna", token.Request.UserName);
    }

    [Fact]
    public async Task Sign_ins_are_removed_a_week_after_they_expire()
    {
        source.RefreshToken = "refresh";
        await GetAsync(new TokenRequest(TestServiceKeys.CreateForClient(), new JwtBearerGrant(new Secret("one"))));
        clock.Advance(TimeSpan.FromDays(8));
        await GetAsync(Plain);

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() =>
            GetAsync(TokenRequest.FromSession(TestServiceKeys.CreateForClient(), GrantType.JwtBearer)));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
    }

    private Task<OAuthToken> GetAsync(TokenRequest request) => cache.GetTokenAsync(request, CancellationToken.None).AsTask();
}
