using BtpEmulator;

namespace TokenModule;

/// <summary>One emulator for all tests of a class. A test must not leave changed resources or settings in it.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    internal Emulator Btp { get; private set; } = null!;

    public async Task InitializeAsync() => Btp = await Emulator.StartAsync();

    public async Task DisposeAsync() => await Btp.DisposeAsync();
}
