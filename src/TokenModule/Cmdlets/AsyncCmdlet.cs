using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Management.Automation;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>The base class of cmdlets. It waits for tasks, cancels them on Ctrl+C, and converts exceptions into error records.</summary>
[SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "StopProcessing can run after the end. A source without a timer or wait handle has nothing to dispose.")]
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private const int ReportEveryMilliseconds = 100;

    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentQueue<string> reports = new();
    private readonly PipelineThread pipelineThread = new();
    private readonly SignInErrors signInErrors = new();
    private ProgressRecord? progress;
    private bool hasProgress;

    /// <summary>Canceled by Ctrl+C.</summary>
    private protected CancellationToken StoppingToken => stopping.Token;

    /// <summary>Canceled by Ctrl+C and when the pipeline ends, even if it ends early because of another cmdlet or an error.</summary>
    private protected CancellationToken EndingToken => ending.Token;

    private protected ICallerThread CallerThread => pipelineThread;

    private protected void Report(string message) => reports.Enqueue(message);

    /// <summary>Shows the progress as soon as the pipeline thread can write. Newer progress replaces older progress.</summary>
    private protected void ReportProgress(ProgressRecord record) => Interlocked.Exchange(ref progress, record);

    protected override void StopProcessing()
    {
        stopping.Cancel();
        ending.Cancel();
        pipelineThread.Close();
    }

    /// <summary>Ends the work of the cmdlet. PowerShell calls it at the end of a pipeline, also when the pipeline ends early.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        ending.Cancel();
        pipelineThread.Close();
    }

    /// <summary>Waits on the pipeline thread, and writes reports meanwhile. Only this thread can write to the streams.</summary>
    private protected T Await<T>(ValueTask<T> pending)
    {
        if (!pending.IsCompletedSuccessfully)
            return Await(pending.AsTask());

        WriteReports();
        return pending.Result;
    }

    /// <inheritdoc cref="Await{T}(ValueTask{T})"/>
    private protected T Await<T>(Task<T> task)
    {
        while (!task.IsCompleted && Task.WaitAny([task], ReportEveryMilliseconds) < 0)
        {
            pipelineThread.RunPending();
            WriteReports();
        }

        WriteReports();
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs the work for one item of the pipeline. An exception becomes an error record, and the pipeline continues.</summary>
    private protected void Guard(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (BtpException e)
        {
            WriteError(ErrorRecords.FromException(signInErrors.Shorten(e), target));
        }
        catch (OperationCanceledException) when (StoppingToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private protected void WarnOnce(string warning)
    {
        if (WarningHistory.TryAdd(warning))
            WriteWarning(warning);
    }

    /// <summary>Warns on the last day of a client certificate, so that the user can replace it in time.</summary>
    private protected void WarnAboutCertificate(ServiceKey key)
    {
        if (key.CertificateExpiresAt is not { } end)
            return;

        DateTimeOffset now = ModuleSession.Clock.GetUtcNow();
        if (end > now && end - now < TimeSpan.FromDays(1))
        {
            string time = end.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            WarnOnce($"The client certificate of '{key.Name}' expires at {time}. Create a new service key before that time.");
        }
    }

    /// <summary>Removes the progress bar.</summary>
    private protected void EndProgress()
    {
        progress = null;
        if (hasProgress)
            WriteProgress(new ProgressRecord(0, "Done", "Done") { RecordType = ProgressRecordType.Completed });
        hasProgress = false;
    }

    private void WriteReports()
    {
        while (reports.TryDequeue(out string? report))
        {
            WriteVerbose(report);
        }

        if (Interlocked.Exchange(ref progress, null) is { } latest)
        {
            hasProgress = true;
            WriteProgress(latest);
        }
    }
}
