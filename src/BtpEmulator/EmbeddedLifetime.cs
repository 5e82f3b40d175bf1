namespace BtpEmulator;

/// <summary>A host lifetime that handles no signals, so that Ctrl+C still stops a test run that contains an emulator.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
