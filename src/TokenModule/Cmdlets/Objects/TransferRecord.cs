using System.Management.Automation;
using TokenModule.Http;

namespace TokenModule.Cmdlets.Objects;

/// <summary>The progress of a file as a progress bar: how much of it, how fast, how much longer.</summary>
internal sealed class TransferRecord(string activity)
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    private readonly long started = ModuleSession.Clock.GetTimestamp();

    public ProgressRecord CreateRecord(TransferProgress progress)
    {
        double rate = progress.Bytes / Math.Max(ModuleSession.Clock.GetElapsedTime(started).TotalSeconds, 0.001);
        string status = progress.Length is { } length ? $"{FormatSize(progress.Bytes)} of {FormatSize(length)}, {FormatSize(rate)}/s" : $"{FormatSize(progress.Bytes)}, {FormatSize(rate)}/s";
        ProgressRecord record = new(0, activity, status);
        if (progress.Length is > 0 and var all)
        {
            record.PercentComplete = (int)Math.Min(100, progress.Bytes * 100.0 / all);
            record.SecondsRemaining = (int)Math.Min(int.MaxValue, (all - progress.Bytes) / Math.Max(rate, 1));
        }

        return record;
    }

    private static string FormatSize(double bytes)
    {
        int unit = 0;
        for (; bytes >= 1024 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return $"{bytes.ToString(unit == 0 ? "0" : "0.0", System.Globalization.CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
