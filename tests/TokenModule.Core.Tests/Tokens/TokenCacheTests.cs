using TokenModule.Http;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

public sealed class TokenCacheTests
{
    private readonly ManualClock clock = new();
    private readonly ScriptedTokenSource source;
    private readonly TokenCache cache;

    public TokenCacheTests()
    {
        source = new ScriptedTokenSource(clock);
        cache = new TokenCache(source, clock);
    }

    [Fact]
    public async Task A_token_is_asked_for_once()
    {
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));
        OAuthToken second = await Get(TokenRequest.For(Keys.ForClient()));

        Assert.Same(first, second);
        Assert.Single(source.Asked);
    }

    [Fact]
    public async Task Many_callers_on_a_cold_cache_cost_one_request()
    {
        source.Hold();
        Task<OAuthToken>[] callers = [.. Enumerable.Range(0, 200).Select(_ => Task.Run(() => Get(TokenRequest.For(Keys.ForClient()))))];
        source.Release();

        Assert.Single((await Task.WhenAll(callers)).Distinct());
        Assert.Single(source.Asked);
    }

    [Theory]
    [InlineData("sb-app!t2", Keys.Canary)]
    [InlineData("sb-app!t1", "another-secret")]
    public async Task Another_client_or_another_secret_gets_its_own_token(string clientId, string secret)
    {
        OAuthToken one = await Get(TokenRequest.For(Keys.ForClient()));
        OAuthToken other = await Get(TokenRequest.For(Keys.ForClient(clientId, secret)));

        Assert.NotSame(one, other);
    }

    [Fact]
    public async Task Another_user_another_password_and_another_grant_get_their_own_token()
    {
        TokenRequest anna = SignIn("anna", "a");
        OAuthToken[] tokens = [await Get(anna), await Get(SignIn("bob", "a")), await Get(SignIn("anna", "b")), await Get(new TokenRequest(anna.Key, ClientCredentialsGrant.Instance))];

        Assert.Equal(4, tokens.Distinct().Count());
        Assert.Same(tokens[0], await Get(anna));
    }

    [Fact]
    public async Task A_failure_reaches_every_waiting_caller_and_is_not_remembered()
    {
        source.Hold();
        source.Failing = _ => new TransportException(Failure.ServerError, "down");
        Task<OAuthToken>[] callers = [.. Enumerable.Range(0, 20).Select(_ => Get(TokenRequest.For(Keys.ForClient())))];
        source.Release();
        foreach (Task<OAuthToken> caller in callers)
        {
            await Assert.ThrowsAsync<TransportException>(() => caller);
        }

        source.Failing = _ => null;
        await Get(TokenRequest.For(Keys.ForClient()));
        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task One_caller_that_stops_does_not_stop_the_others()
    {
        source.Hold();
        using CancellationTokenSource stop = new();
        Task<OAuthToken> stopped = Get(TokenRequest.For(Keys.ForClient()), stop.Token);
        Task<OAuthToken> waiting = Get(TokenRequest.For(Keys.ForClient()));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        source.Release();
        Assert.NotNull(await waiting);
        Assert.Equal(0, source.Cancelled);
    }

    [Fact]
    public async Task The_request_is_given_up_when_the_last_caller_stops_and_the_next_one_asks_anew()
    {
        source.Hold();
        using CancellationTokenSource stop = new();
        Task<OAuthToken> stopped = Get(TokenRequest.For(Keys.ForClient()), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        source.Release();
        Assert.NotNull(await Get(TokenRequest.For(Keys.ForClient())));
    }

    [Fact]
    public async Task From_half_its_life_on_a_token_is_renewed_while_the_old_one_is_used()
    {
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));
        clock.Pass(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Same(first, await Get(TokenRequest.For(Keys.ForClient())));
        Assert.Single(source.Asked);

        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.Same(first, await Get(TokenRequest.For(Keys.ForClient())));
        Assert.NotSame(first, await GetUntil(token => token != first));
        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task In_its_last_minute_the_new_token_is_waited_for()
    {
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));
        clock.Pass(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(59));

        Assert.NotSame(first, await Get(TokenRequest.For(Keys.ForClient())));
    }

    [Fact]
    public async Task A_renewal_that_fails_leaves_the_token_that_is_good_and_is_not_tried_at_every_call()
    {
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));
        clock.Pass(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(50));
        source.Failing = _ => new TransportException(Failure.ServerError, "down");

        Assert.Same(first, await Get(TokenRequest.For(Keys.ForClient())));
        Assert.Same(first, await Get(TokenRequest.For(Keys.ForClient())));
        Assert.Equal(2, source.Asked.Count);

        clock.Pass(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<TransportException>(() => Get(TokenRequest.For(Keys.ForClient())));
    }

    [Fact]
    public async Task A_short_life_is_used_to_its_half()
    {
        source.Lifetime = TimeSpan.FromSeconds(40);
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));
        clock.Pass(TimeSpan.FromSeconds(19));
        Assert.Same(first, await Get(TokenRequest.For(Keys.ForClient())));

        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.NotSame(first, await Get(TokenRequest.For(Keys.ForClient())));
    }

    [Fact]
    public async Task A_token_without_a_known_life_is_used_once()
    {
        source.Lifetime = TimeSpan.Zero;
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));

        Assert.True(first.IsExpired);
        Assert.NotSame(first, await Get(TokenRequest.For(Keys.ForClient())));
        Assert.Empty(cache.Tokens);
    }

    [Fact]
    public async Task Asking_for_a_fresh_token_replaces_the_one_in_the_cache()
    {
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));
        OAuthToken fresh = await Get(TokenRequest.For(Keys.ForClient()) with { ForceRefresh = true });

        Assert.NotSame(first, fresh);
        Assert.Same(fresh, await Get(TokenRequest.For(Keys.ForClient())));
    }

    [Fact]
    public async Task Of_many_that_had_the_same_token_refused_only_the_first_asks()
    {
        TokenRequest request = TokenRequest.For(Keys.ForClient());
        OAuthToken refused = await Get(request);
        OAuthToken renewed = await Get(request with { Rejected = refused });

        Assert.Same(renewed, await Get(request with { Rejected = refused }));
        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task A_forgotten_token_is_asked_for_again()
    {
        OAuthToken first = await Get(TokenRequest.For(Keys.ForClient()));
        cache.Remove(Assert.Single(cache.Tokens));

        Assert.Empty(cache.Tokens);
        Assert.NotSame(first, await Get(TokenRequest.For(Keys.ForClient())));
    }

    [Fact]
    public async Task A_key_for_users_needs_a_sign_in_and_then_none()
    {
        TokenRequest withoutPassword = TokenRequest.For(Keys.ForClient(grant: GrantType.Password));
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => Get(withoutPassword));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.Empty(source.Asked);

        OAuthToken signedIn = await Get(SignIn("anna", "a"));
        Assert.Same(signedIn, await Get(withoutPassword));
    }

    [Fact]
    public async Task With_several_users_signed_in_none_is_guessed()
    {
        await Get(SignIn("anna", "a"));
        await Get(SignIn("bob", "b"));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => Get(TokenRequest.For(Keys.ForClient(grant: GrantType.Password))));
        Assert.Contains("anna, bob", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_is_renewed_with_its_refresh_token_and_never_with_the_one_time_code()
    {
        source.RefreshToken = "refresh";
        await Get(SignIn("anna", "a", "1234"));
        clock.Pass(TimeSpan.FromHours(13));
        await Get(SignIn("anna", "a"));

        RefreshTokenGrant renewal = Assert.IsType<RefreshTokenGrant>(source.Asked[1].Offer);
        Assert.Equal("refresh-1", renewal.RefreshToken.Reveal());
    }

    [Fact]
    public async Task A_refresh_token_is_replaced_by_the_new_one_and_kept_where_none_comes()
    {
        source.RefreshToken = "refresh";
        await Get(SignIn("anna", "a"));
        source.RefreshToken = null;
        clock.Pass(TimeSpan.FromHours(13));
        await Get(SignIn("anna", "a"));
        clock.Pass(TimeSpan.FromHours(13));
        source.RefreshToken = "next";
        await Get(SignIn("anna", "a"));
        clock.Pass(TimeSpan.FromHours(13));
        await Get(SignIn("anna", "a"));

        Assert.Equal(["refresh-1", "refresh-1", "next-3"], source.Asked.Skip(1).Select(r => ((RefreshTokenGrant)r.Offer!).RefreshToken.Reveal()));
    }

    [Fact]
    public async Task A_sign_in_that_has_ended_asks_for_the_user_again()
    {
        source.RefreshToken = "refresh";
        await Get(SignIn("anna", "a"));
        clock.Pass(TimeSpan.FromHours(13));
        source.Failing = request => request.Offer is not RefreshTokenGrant ? null : new TokenRequestException(Failure.GrantRejected, "ended");

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => Get(TokenRequest.For(Keys.ForClient(grant: GrantType.Password))));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.NotNull(await Get(SignIn("anna", "a")));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_wall_clock_that_jumps_makes_no_token_eternal(int days)
    {
        await Get(TokenRequest.For(Keys.ForClient()));
        clock.SetWallClockOff(TimeSpan.FromDays(days));
        clock.Pass(TimeSpan.FromHours(12));

        OAuthToken renewed = await Get(TokenRequest.For(Keys.ForClient()));
        Assert.Equal(TimeSpan.FromHours(12), renewed.ExpiresIn);
        Assert.Equal(2, source.Asked.Count);
    }

    private static TokenRequest SignIn(string user, string password, string? code = null)
    {
        return new TokenRequest(Keys.ForClient(grant: GrantType.Password), new PasswordGrant(user, new Secret(password), code is null ? null : new Secret(code)));
    }

    private Task<OAuthToken> Get(TokenRequest request, CancellationToken cancellationToken = default)
    {
        return cache.GetTokenAsync(request, cancellationToken).AsTask();
    }

    // A renewal in the background ends when it ends.
    private async Task<OAuthToken> GetUntil(Func<OAuthToken, bool> wanted)
    {
        OAuthToken token;
        do
        {
            token = await Get(TokenRequest.For(Keys.ForClient()));
        }
        while (!wanted(token));
        return token;
    }
}
