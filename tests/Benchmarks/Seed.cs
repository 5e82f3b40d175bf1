using BtpEmulator;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;

namespace TokenModule.Benchmarks;

/// <summary>A key of the emulator and a token for it.</summary>
internal static class Seed
{
    public static ServiceKey Key(Emulator btp) => ServiceKeyReader.Read(btp.ServiceKeyJson(SeedSystem.CloudManagementLocal), "the emulator");

    /// <summary>The compact form of an RS256 token of about 1.6 kB.</summary>
    public static async Task<string> TokenAsync()
    {
        await using Emulator btp = await Emulator.StartAsync();
        using HttpTransport transport = new(TimeProvider.System);
        OAuthToken token = await new TokenClient(transport, TimeProvider.System, TokenClaims.UserNameOf).GetTokenAsync(TokenRequest.For(Key(btp)), CancellationToken.None);
        return token.Value.Reveal();
    }
}
