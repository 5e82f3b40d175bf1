using System.Diagnostics;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Counts the handles that certificates leave open in the whole process.</summary>
[Collection(nameof(SequentialTests))]
[Trait("Category", "Slow")]
public sealed class MutualTlsHandleTests : EmulatorTestBase
{
    private protected override TimeProvider Time => TimeProvider.System;

    [PemFact]
    public async Task No_handles_leak_after_a_thousand_certificate_tokens()
    {
        ServiceKey key = ReadKey("xsuaa-x509");
        await RequestTokensAsync(20);
        int before = CountOpenHandles();
        await RequestTokensAsync(1000);

        Assert.InRange(CountOpenHandles(), 0, before + 20);

        async Task RequestTokensAsync(int times)
        {
            for (int i = 0; i < times; i++)
            {
                await Client.GetTokenAsync(TokenRequest.FromKey(key), CancellationToken.None);
            }
        }
    }

    private static int CountOpenHandles()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : Process.GetCurrentProcess().HandleCount;
    }
}
