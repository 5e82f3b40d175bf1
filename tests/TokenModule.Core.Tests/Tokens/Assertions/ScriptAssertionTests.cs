using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class ScriptAssertionTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly TestClock clock = new();
    private readonly ScriptedTokenSource source;
    private readonly TokenCache cache;

    public ScriptAssertionTests()
    {
        source = new ScriptedTokenSource(clock);
        cache = new TokenCache(source, clock);
    }

    [Fact]
    public async Task Token_is_not_renewed_in_the_background()
    {
        TokenRequest request = TokenRequest.FromKey(CreateKey());
        OAuthToken first = await cache.GetTokenAsync(request, CancellationToken.None);
        clock.Advance(Lifetime * 0.75);

        Assert.Same(first, await cache.GetTokenAsync(request, CancellationToken.None));
        Assert.Single(source.Requests);

        clock.Advance(first.ExpiresIn - TimeSpan.FromSeconds(30));
        Assert.NotSame(first, await cache.GetTokenAsync(request, CancellationToken.None));
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public async Task Script_runs_only_for_a_command_that_waits()
    {
        ScriptAssertionSource script = new("1", _ => new Secret("assertion"));
        using HttpTransport transport = new(clock);
        AssertionRequest request = new("client", "audience", transport, NetworkOptions.Default, clock);

        ServiceKeyException error = await Assert.ThrowsAsync<ServiceKeyException>(
            () => script.CreateAssertionAsync(request, CancellationToken.None).AsTask());
        Assert.Equal(Failure.AssertionUnavailable, error.Failure);

        NetworkOptions network = NetworkOptions.Default with { CallerThread = new SameThread() };
        Secret assertion = await script.CreateAssertionAsync(request with { Network = network }, CancellationToken.None);
        Assert.Equal("assertion", assertion.Reveal());
    }

    private static ServiceKey CreateKey() => ServiceKeyReader.ReadKey(
        ServiceKeyReader.ReadBindings(
            """{ "clientid": "client", "url": "https://acme.accounts.ondemand.com", "credential-type": "JWT_CLIENT_AUTH" }""", "the test"),
        new ClientAssertion(new ScriptAssertionSource("1", _ => new Secret("assertion")), audience: null));

    private sealed class SameThread : ICallerThread
    {
        public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.FromResult(work());
    }
}
