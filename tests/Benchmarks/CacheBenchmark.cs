using BenchmarkDotNet.Attributes;
using BtpEmulator;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Benchmarks;

/// <summary>Measures how long the cache takes to return a cached token.</summary>
[MemoryDiagnoser]
public class CacheBenchmark
{
    private readonly HttpTransport transport = new(TimeProvider.System);
    private Emulator btp = null!;
    private TokenCache cache = null!;
    private ServiceKey key = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        btp = await Emulator.StartAsync();
        key = BenchmarkData.ReadKey(btp);
        cache = new TokenCache(new TokenClient(transport, TimeProvider.System, TokenClaims.ParseOrDefault), TimeProvider.System);
        await cache.GetTokenAsync(TokenRequest.FromKey(key), CancellationToken.None);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        transport.Dispose();
        await btp.DisposeAsync();
    }

    [Benchmark]
    public ValueTask<OAuthToken> GetCachedTokenAsync() => cache.GetTokenAsync(TokenRequest.FromKey(key), CancellationToken.None);
}
