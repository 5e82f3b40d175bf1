using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace TokenModule.Cmdlets;

/// <summary>A cmdlet that waits for work which Ctrl+C ends, and turns this library's failures into error records.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A stop can come after the end; a source without a timer or a wait handle holds nothing to dispose.")]
public abstract class AsyncCmdlet : PSCmdlet
{
    private const int ReportEveryMilliseconds = 100;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> reports = new();
    private ProgressRecord? progress;
    private bool hasProgress;

    private protected CancellationToken StoppingToken => stopping.Token;

    private protected void Report(string message) => reports.Enqueue(message);

    /// <summary>Shown at the next chance, unless newer progress comes before that.</summary>
    private protected void ReportProgress(ProgressRecord record) => Interlocked.Exchange(ref progress, record);

    protected override void StopProcessing() => stopping.Cancel();

    /// <summary>Waits on the pipeline's thread, which is the only one that may write.</summary>
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
            WriteReports();
        }

        WriteReports();
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Does the work for one item of the pipeline: its failure costs this item only.</summary>
    private protected void Guard(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (BtpException e)
        {
            WriteError(ErrorRecords.FromException(e, target));
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

    /// <summary>In its last day a certificate is warned of, while there is time to replace it.</summary>
    private protected void WarnAboutCertificate(ServiceKey key)
    {
        if (key.CertificateExpiresAt is { } end && end > ModuleSession.Clock.GetUtcNow() && end - ModuleSession.Clock.GetUtcNow() < TimeSpan.FromDays(1))
            WarnOnce($"The client certificate of '{key.Name}' ends at {end.ToLocalTime():yyyy-MM-dd HH:mm}. Create a new service key before that.");
    }

    /// <summary>Takes the progress off the screen.</summary>
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
