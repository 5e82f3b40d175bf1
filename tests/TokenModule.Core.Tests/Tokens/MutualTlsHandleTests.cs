using System.Diagnostics;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>What certificates leave open, counted over the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class MutualTlsHandleTests : EmulatedBtp
{
    private protected override TimeProvider Time => TimeProvider.System;

    [PemFact]
    public async Task A_thousand_tokens_leave_no_handle_open()
    {
        ServiceKey key = Key("xsuaa-x509");
        await Ask(20);
        int before = OpenHandles();
        await Ask(1000);

        Assert.InRange(OpenHandles(), 0, before + 20);

        async Task Ask(int times)
        {
            for (int i = 0; i < times; i++)
            {
                await Client.GetTokenAsync(TokenRequest.For(key), CancellationToken.None);
            }
        }
    }

    private static int OpenHandles()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : Process.GetCurrentProcess().HandleCount;
    }
}
