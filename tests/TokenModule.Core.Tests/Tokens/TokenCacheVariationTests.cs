using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

/// <summary>What makes two requests different, and what a request can ask of the cache.</summary>
public sealed class TokenCacheVariationTests
{
    private readonly ManualClock clock = new();
    private readonly ScriptedTokenSource source;
    private readonly TokenCache cache;

    public TokenCacheVariationTests()
    {
        source = new ScriptedTokenSource(clock);
        cache = new TokenCache(source, clock);
    }

    private static TokenRequest Plain => TokenRequest.For(Keys.ForClient());

    [Fact]
    public async Task Whatever_could_change_the_answer_has_a_token_of_its_own()
    {
        TokenRequest[] requests =
        [
            Plain,
            Plain.InSubdomain("other"),
            Plain with { ZoneId = "zone" },
            Plain with { Origin = "zone" },
            Plain with { Scopes = ["a"] },
            Plain with { Scopes = ["a", "b"] },
            Plain with { AdditionalParameters = [new("a", new Secret("b"))] },
            Plain with { AdditionalParameters = [new("a", new Secret("c"))] },
            Plain with { AdditionalParameters = [new("ab", new Secret(""))] },
            new TokenRequest(Keys.ForClient(), new JwtBearerGrant(new Secret("one"))),
            new TokenRequest(Keys.ForClient(), new JwtBearerGrant(new Secret("two"))),
            new TokenRequest(Keys.ForClient(), new RefreshTokenGrant(new Secret("one"))),
        ];
        foreach (TokenRequest request in requests)
        {
            await Get(request);
        }

        Assert.Equal(requests.Length, source.Asked.Count);
        Assert.Equal(requests.Length, cache.Tokens.Count);
    }

    [Fact]
    public async Task The_order_of_scopes_and_where_the_secret_goes_make_no_difference()
    {
        await Get(Plain with { Scopes = ["a", "b"] });
        await Get(Plain with { Scopes = ["b", "a", "b"], ClientAuthentication = ClientAuthentication.Basic });

        Assert.Single(source.Asked);
    }

    [Fact]
    public async Task A_key_read_again_after_its_file_has_changed_gives_the_new_secret_and_a_new_token()
    {
        await Get(TokenRequest.For(Keys.ForClient(secret: "old")));
        await Get(TokenRequest.For(Keys.ForClient(secret: "new")));

        Assert.Equal(["old", "new"], source.Asked.Select(r => Keys.SecretOf(r.Key)));
    }

    [Fact]
    public async Task A_token_that_ends_too_soon_is_replaced()
    {
        OAuthToken first = await Get(Plain);
        clock.Pass(TimeSpan.FromHours(5));

        Assert.Same(first, await Get(Plain with { MinimumLifetime = TimeSpan.FromHours(7) }));
        Assert.NotSame(first, await Get(Plain with { MinimumLifetime = TimeSpan.FromHours(8) }));
    }

    [Fact]
    public async Task Without_the_cache_nothing_is_used_and_nothing_remembered()
    {
        OAuthToken first = await Get(Plain);
        OAuthToken apart = await Get(Plain with { NoCache = true });

        Assert.NotSame(first, apart);
        Assert.Same(first, Assert.Single(cache.Tokens));
    }

    [Fact]
    public async Task A_sign_in_of_any_kind_serves_who_asks_without_one()
    {
        ServiceKey key = Keys.ForClient(grant: GrantType.Password);
        OAuthToken signedIn = await Get(new TokenRequest(key, new PasscodeGrant(new Secret("passcode"))));

        Assert.Same(signedIn, await Get(TokenRequest.For(key)));
    }

    [Fact]
    public async Task A_passcode_is_not_sent_twice_where_its_sign_in_can_be_renewed()
    {
        source.RefreshToken = "refresh";
        TokenRequest request = new(Keys.ForClient(grant: GrantType.Password), new PasscodeGrant(new Secret("passcode")));
        await Get(request);
        await Get(request with { ForceRefresh = true });

        Assert.IsType<RefreshTokenGrant>(source.Asked[1].Offer);
    }

    [Fact]
    public async Task A_password_with_a_new_code_signs_in_anew_when_a_fresh_token_is_asked_for()
    {
        source.RefreshToken = "refresh";
        TokenRequest request = new(Keys.ForClient(grant: GrantType.Password), new PasswordGrant("anna", new Secret("a"), new Secret("1234")));
        await Get(request);
        await Get(request with { ForceRefresh = true });

        Assert.IsType<PasswordGrant>(source.Asked[1].Offer);
    }

    [Fact]
    public async Task An_api_that_refuses_an_exchanged_token_has_it_renewed_or_says_what_is_needed()
    {
        OAuthToken exchanged = await Get(new TokenRequest(Keys.ForClient(), new JwtBearerGrant(new Secret("assertion"))));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => Get(exchanged.Request with { Rejected = exchanged }));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.Contains("-Assertion", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_token_remembers_holds_nothing_that_a_user_offered()
    {
        OAuthToken token = await Get(new TokenRequest(Keys.ForClient(grant: GrantType.Password), new PasswordGrant("anna", new Secret("a"), new Secret("1234"))));

        Assert.Null(token.Request.Offer);
        Assert.Equal("anna", token.Request.UserName);
    }

    [Fact]
    public async Task Sign_ins_that_ended_a_week_ago_are_forgotten()
    {
        source.RefreshToken = "refresh";
        await Get(new TokenRequest(Keys.ForClient(), new JwtBearerGrant(new Secret("one"))));
        clock.Pass(TimeSpan.FromDays(8));
        await Get(Plain);

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => Get(TokenRequest.SignedIn(Keys.ForClient(), GrantType.JwtBearer)));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
    }

    private Task<OAuthToken> Get(TokenRequest request) => cache.GetTokenAsync(request, CancellationToken.None).AsTask();
}
