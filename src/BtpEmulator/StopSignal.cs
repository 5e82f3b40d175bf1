using System.Runtime.InteropServices;

namespace BtpEmulator;

/// <summary>Waits for the end of the program: Ctrl+C, SIGTERM, the end of the terminal (SIGHUP), or the end of standard input.</summary>
/// <remarks>
/// The terminal also sends Ctrl+C to an emulator that a shell started in the background. Such an emulator ignores it, because the user
/// wants to stop only the command in the foreground.
/// </remarks>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private readonly PosixSignalRegistration hangUp;

    public StopSignal(bool ignoreInterrupt)
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, ignoreInterrupt ? context => context.Cancel = true : Stop);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
    }

    // A read from standard input cannot be canceled. It stays on a thread-pool thread until the process exits.
    public Task WaitAsync() => Task.WhenAny(signalled.Task, Task.Run(WaitForInputEndAsync));

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        hangUp.Dispose();
    }

    private static async Task WaitForInputEndAsync()
    {
        using Stream input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        signalled.TrySetResult();
    }
}
