using System.Collections.Concurrent;
using TokenModule.Http;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets;

/// <summary>Runs work of requests on the pipeline thread of a cmdlet while the cmdlet waits for them.</summary>
internal sealed class PipelineThread : ICallerThread
{
    private readonly ConcurrentQueue<Action> pending = new();
    private volatile bool isClosed;

    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.Register(() => result.TrySetCanceled(cancellationToken));
        pending.Enqueue(() => Run(work, result));
        if (isClosed)
            RunPending();
        return await result.Task.ConfigureAwait(false);
    }

    /// <summary>Runs the waiting work. Call it on the pipeline thread.</summary>
    public void RunPending()
    {
        while (pending.TryDequeue(out Action? run))
        {
            run();
        }
    }

    /// <summary>Ends the waiting work with an error. Another command can wait for the same request.</summary>
    public void Close()
    {
        isClosed = true;
        RunPending();
    }

    private static ServiceKeyException CreateClosedError()
    {
        return new ServiceKeyException(
            Failure.AssertionUnavailable, "-ClientAssertion", "The command that runs the script has ended. Run the command again.");
    }

    private void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        if (result.Task.IsCompleted)
            return;

        try
        {
            if (isClosed)
                throw CreateClosedError();
            result.TrySetResult(work());
        }
        catch (BtpException e)
        {
            result.TrySetException(e);
        }
        finally
        {
            result.TrySetCanceled();
        }
    }
}
