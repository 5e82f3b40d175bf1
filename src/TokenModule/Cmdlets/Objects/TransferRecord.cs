using System.Management.Automation;
using TokenModule.Http;

namespace TokenModule.Cmdlets.Objects;

/// <summary>Creates the progress bar of a file transfer, with the size, the speed and the remaining time.</summary>
internal sealed class TransferRecord(string activity)
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    private readonly long started = ModuleSession.Clock.GetTimestamp();

    public ProgressRecord CreateRecord(TransferProgress progress)
    {
        double rate = progress.Bytes / Math.Max(ModuleSession.Clock.GetElapsedTime(started).TotalSeconds, 0.001);
        string total = progress.Length is { } length ? $" of {FormatSize(length)}" : string.Empty;
        string status = $"{FormatSize(progress.Bytes)}{total}, {FormatSize(rate)}/s";
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
