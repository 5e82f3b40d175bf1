using BtpEmulator;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;

namespace TokenModule.Benchmarks;

/// <summary>A service key and a token of the emulator for the benchmarks.</summary>
internal static class BenchmarkData
{
    public static ServiceKey ReadKey(Emulator btp) =>
        ServiceKeyReader.ReadKey(btp.GetServiceKeyJson(SeedSystem.CloudManagementLocal), "the emulator");

    /// <summary>Creates an RS256 token of 1.6 kB, the typical size of a service's token, and returns its compact form.</summary>
    public static async Task<string> CreateTokenAsync()
    {
        await using Emulator btp = await Emulator.StartAsync();
        using HttpTransport transport = new(TimeProvider.System);
        ServiceKey key = ServiceKeyReader.ReadKey(btp.GetServiceKeyJson(SeedSystem.BusinessEntityRecognition), "the emulator");
        KeyValuePair<string, Secret> authorities = new(
            "authorities", new Secret("""{"az_attr":{"externalid":"6f1ad111-0001-4e7f-8b1c-000000000001","costcenter":"4711"}}"""));
        TokenRequest request = TokenRequest.FromKey(key) with { AdditionalParameters = [authorities] };
        OAuthToken token = await new TokenClient(transport, TimeProvider.System, TokenClaims.ParseOrDefault)
            .GetTokenAsync(request, CancellationToken.None);
        return token.Value.Reveal();
    }
}
