using TokenModule.Http;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

public sealed class TokenCacheTests
{
    private readonly TestClock clock = new();
    private readonly ScriptedTokenSource source;
    private readonly TokenCache cache;

    public TokenCacheTests()
    {
        source = new ScriptedTokenSource(clock);
        cache = new TokenCache(source, clock);
    }

    [Fact]
    public async Task Cached_token_is_reused()
    {
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        OAuthToken second = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));

        Assert.Same(first, second);
        Assert.Single(source.Requests);
    }

    [Fact]
    public async Task Caller_that_joins_a_request_keeps_its_own_timeout()
    {
        source.Hold();
        TokenRequest request = TokenRequest.FromKey(TestServiceKeys.CreateForClient());
        Task<OAuthToken> first = GetAsync(request);
        Task<OAuthToken> second = GetAsync(request with { Network = new() { Timeout = TimeSpan.FromSeconds(1) } });

        clock.Advance(TimeSpan.FromSeconds(1));

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => second);
        Assert.Equal(Failure.NetworkTimeout, error.Failure);
        Assert.Contains("within 1 s", error.Message);
        source.Release();
        Assert.NotNull(await first);
        Assert.Single(source.Requests);
    }

    [Fact]
    public async Task Concurrent_callers_share_one_request()
    {
        source.Hold();
        Task<OAuthToken>[] callers =
            [.. Enumerable.Range(0, 200).Select(_ => Task.Run(() => GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()))))];
        source.Release();

        Assert.Single((await Task.WhenAll(callers)).Distinct());
        Assert.Single(source.Requests);
    }

    [Theory]
    [InlineData("sb-app!t2", TestServiceKeys.Canary)]
    [InlineData("sb-app!t1", "another-secret")]
    public async Task Different_client_or_secret_gets_its_own_token(string clientId, string secret)
    {
        OAuthToken one = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        OAuthToken other = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient(clientId, secret)));

        Assert.NotSame(one, other);
    }

    [Theory]
    [InlineData(true, "read", 1)]
    [InlineData(false, "read", 2)]
    [InlineData(true, "write", 2)]
    public async Task A_forced_sign_in_with_the_browser_takes_the_place_of_the_one_like_it(bool isForced, string scope, int remembered)
    {
        await GetAsync(CreateBrowserRequest("first") with { Scopes = ["read"] });
        OAuthToken second = await GetAsync(CreateBrowserRequest("second") with { Scopes = [scope], ForceRefresh = isForced });

        Assert.Equal(remembered, cache.Tokens.Count);
        Assert.Contains(second, cache.Tokens);
    }

    [Fact]
    public async Task A_forced_sign_in_that_fails_leaves_the_one_before()
    {
        OAuthToken first = await GetAsync(CreateBrowserRequest("first"));
        source.Failing = _ => new TokenRequestException(Failure.GrantRejected, "no", "Try again.");
        await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(CreateBrowserRequest("second") with { ForceRefresh = true }));

        Assert.Equal([first], cache.Tokens);
    }

    [Fact]
    public async Task Different_user_password_or_grant_gets_its_own_token()
    {
        TokenRequest anna = CreateSignInRequest("anna", "a");
        OAuthToken[] tokens = [await GetAsync(anna), await GetAsync(CreateSignInRequest("bob", "a")),
            await GetAsync(CreateSignInRequest("anna", "b")), await GetAsync(new TokenRequest(anna.Key, ClientCredentialsGrant.Instance))];

        Assert.Equal(4, tokens.Distinct().Count());
        Assert.Same(tokens[0], await GetAsync(anna));
    }

    [Fact]
    public async Task Failure_reaches_every_waiting_caller_and_is_not_cached()
    {
        source.Hold();
        source.Failing = _ => new TransportException(Failure.ServerError, "down", "Try again.");
        Task<OAuthToken>[] callers =
            [.. Enumerable.Range(0, 20).Select(_ => GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())))];
        source.Release();
        foreach (Task<OAuthToken> caller in callers)
        {
            await Assert.ThrowsAsync<TransportException>(() => caller);
        }

        source.Failing = _ => null;
        await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public async Task Cancelling_one_caller_does_not_affect_the_others()
    {
        source.Hold();
        using CancellationTokenSource stop = new();
        Task<OAuthToken> stopped = GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()), stop.Token);
        Task<OAuthToken> waiting = GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        source.Release();
        Assert.NotNull(await waiting);
        Assert.Equal(0, source.Cancelled);
    }

    [Fact]
    public async Task Cancelled_request_of_the_last_caller_is_not_reused()
    {
        source.Hold();
        using CancellationTokenSource stop = new();
        Task<OAuthToken> stopped = GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        await source.Abandoned;

        source.Release();
        Assert.NotNull(await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
        Assert.Equal((1, 2), (source.Cancelled, source.Requests.Count));
    }

    [Fact]
    public async Task Token_is_renewed_in_the_background_after_half_its_lifetime()
    {
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        clock.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Same(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
        Assert.Single(source.Requests);

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
        Assert.NotSame(first, await GetUntilAsync(token => token != first));
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public async Task Callers_wait_for_the_renewal_in_the_last_minute()
    {
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(59));

        Assert.NotSame(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
    }

    [Fact]
    public async Task Failed_renewal_keeps_the_valid_token_and_pauses_before_the_next_try()
    {
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(50));
        source.Failing = _ => new TransportException(Failure.ServerError, "down", "Try again.");

        Assert.Same(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
        Assert.Same(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
        Assert.Equal(2, source.Requests.Count);

        clock.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<TransportException>(() => GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
    }

    [Fact]
    public async Task Token_with_a_short_lifetime_is_renewed_after_half_of_it()
    {
        source.Lifetime = TimeSpan.FromSeconds(40);
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Same(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotSame(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
    }

    [Fact]
    public async Task Token_without_a_known_lifetime_is_used_once()
    {
        source.Lifetime = TimeSpan.Zero;
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));

        Assert.True(first.IsExpired);
        Assert.NotSame(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
        Assert.Empty(cache.Tokens);
    }

    [Fact]
    public async Task Forced_refresh_replaces_the_cached_token()
    {
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        OAuthToken fresh = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()) with { ForceRefresh = true });

        Assert.NotSame(first, fresh);
        Assert.Same(fresh, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
    }

    [Fact]
    public async Task Token_rejected_by_an_API_is_renewed_once()
    {
        TokenRequest request = TokenRequest.FromKey(TestServiceKeys.CreateForClient());
        OAuthToken refused = await GetAsync(request);
        OAuthToken renewed = await GetAsync(request with { Rejected = refused });

        Assert.Same(renewed, await GetAsync(request with { Rejected = refused }));
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public async Task Removed_token_is_requested_again()
    {
        OAuthToken first = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        cache.Remove(Assert.Single(cache.Tokens));

        Assert.Empty(cache.Tokens);
        Assert.NotSame(first, await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient())));
    }

    [Fact]
    public async Task User_key_requires_a_sign_in_only_once()
    {
        TokenRequest withoutPassword = TokenRequest.FromKey(TestServiceKeys.CreateForClient(grant: GrantType.Password));
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(withoutPassword));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.Empty(source.Requests);

        OAuthToken signedIn = await GetAsync(CreateSignInRequest("anna", "a"));
        Assert.Same(signedIn, await GetAsync(withoutPassword));
    }

    [Fact]
    public async Task Ambiguous_sign_in_is_an_error_that_lists_the_users()
    {
        await GetAsync(CreateSignInRequest("anna", "a"));
        await GetAsync(CreateSignInRequest("bob", "b"));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() =>
            GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient(grant: GrantType.Password))));
        Assert.Contains("anna, bob", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_is_renewed_with_the_refresh_token()
    {
        source.RefreshToken = "refresh";
        await GetAsync(CreateSignInRequest("anna", "a", "1234"));
        clock.Advance(TimeSpan.FromHours(13));
        await GetAsync(CreateSignInRequest("anna", "a"));

        RefreshTokenGrant renewal = Assert.IsType<RefreshTokenGrant>(source.Requests[1].Grant);
        Assert.Equal("refresh-1", renewal.RefreshToken.Reveal());
    }

    [Fact]
    public async Task Refresh_token_is_replaced_only_when_the_server_returns_a_new_one()
    {
        source.RefreshToken = "refresh";
        await GetAsync(CreateSignInRequest("anna", "a"));
        source.RefreshToken = null;
        clock.Advance(TimeSpan.FromHours(13));
        await GetAsync(CreateSignInRequest("anna", "a"));
        clock.Advance(TimeSpan.FromHours(13));
        source.RefreshToken = "next";
        await GetAsync(CreateSignInRequest("anna", "a"));
        clock.Advance(TimeSpan.FromHours(13));
        await GetAsync(CreateSignInRequest("anna", "a"));

        Assert.Equal(["refresh-1", "refresh-1", "next-3"], source.Requests.Skip(1)
            .Select(r => ((RefreshTokenGrant)r.Grant!).RefreshToken.Reveal()));
    }

    [Fact]
    public async Task Rejected_refresh_token_requires_a_new_sign_in()
    {
        source.RefreshToken = "refresh";
        await GetAsync(CreateSignInRequest("anna", "a"));
        clock.Advance(TimeSpan.FromHours(13));
        source.Failing = request => request.Grant is not RefreshTokenGrant ? null
            : new TokenRequestException(Failure.GrantRejected, "ended", "Try again.");

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() =>
            GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient(grant: GrantType.Password))));
        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.NotNull(await GetAsync(CreateSignInRequest("anna", "a")));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task Token_expires_on_time_after_the_wall_clock_jumps(int days)
    {
        await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        clock.SetWallClockError(TimeSpan.FromDays(days));
        clock.Advance(TimeSpan.FromHours(12));

        OAuthToken renewed = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        Assert.Equal(TimeSpan.FromHours(12), renewed.ExpiresIn);
        Assert.Equal(2, source.Requests.Count);
    }

    private static TokenRequest CreateBrowserRequest(string code)
    {
        AuthorizationCodeGrant grant = new(new Secret(code), new Secret("verifier"), new Uri("http://localhost:1/"));
        return new TokenRequest(TestServiceKeys.CreateForClient(), grant);
    }

    private static TokenRequest CreateSignInRequest(string user, string password, string? code = null)
    {
        return new TokenRequest(TestServiceKeys.CreateForClient(grant: GrantType.Password),
            new PasswordGrant(user, new Secret(password), code is null ? null : new Secret(code)));
    }

    private Task<OAuthToken> GetAsync(TokenRequest request, CancellationToken cancellationToken = default)
    {
        return cache.GetTokenAsync(request, cancellationToken).AsTask();
    }

    // A test cannot wait for a renewal in the background, so it requests the token until the condition is true.
    private async Task<OAuthToken> GetUntilAsync(Func<OAuthToken, bool> condition)
    {
        OAuthToken token;
        do
        {
            token = await GetAsync(TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        }
        while (!condition(token));
        return token;
    }
}
