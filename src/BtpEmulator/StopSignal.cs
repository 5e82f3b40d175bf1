using System.Runtime.InteropServices;

namespace BtpEmulator;

/// <summary>What ends the program: Ctrl+C, a request to terminate, or the end of standard input.</summary>
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

    // Reading standard input cannot be cancelled, so it is left behind on its own thread.
    public Task WaitAsync() => Task.WhenAny(signalled.Task, Task.Run(WaitForInputEndAsync));

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }

    private static async Task WaitForInputEndAsync()
    {
        using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        signalled.TrySetResult();
    }
}
