using System.Runtime.InteropServices;

namespace BtpEmulator;

/// <summary>Waits for the end of the program: Ctrl+C, SIGTERM, or the end of standard input.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;

    public StopSignal()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    // A read from standard input cannot be canceled. It stays on a thread-pool thread until the process exits.
    public Task WaitAsync() => Task.WhenAny(signalled.Task, Task.Run(WaitForInputEndAsync));

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
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
