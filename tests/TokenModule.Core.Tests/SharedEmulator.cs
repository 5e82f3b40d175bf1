using BtpEmulator;

namespace TokenModule;

/// <summary>One emulator for all tests of a class. Each test restores the state of the emulator.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    internal Emulator Btp { get; private set; } = null!;

    public async Task InitializeAsync() => Btp = await Emulator.StartAsync();

    public async Task DisposeAsync() => await Btp.DisposeAsync();
}
