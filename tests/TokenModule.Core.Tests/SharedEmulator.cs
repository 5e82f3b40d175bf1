using BtpEmulator;

namespace TokenModule;

/// <summary>One emulator for all tests of a class, which leave it as they found it.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    internal Emulator Btp { get; private set; } = null!;

    public async Task InitializeAsync() => Btp = await Emulator.StartAsync();

    public async Task DisposeAsync() => await Btp.DisposeAsync();
}
