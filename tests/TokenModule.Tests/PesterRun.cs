using Quickstart;

namespace TokenModule.Tests;

/// <summary>What Invoke-PesterFile.ps1 said of all files. The lines at its end that begin with a mark tell of one file each, with what failed in it below.</summary>
internal sealed class PesterRun
{
    private const int NoPester = 90;
    private const string Mark = "=== ";
    private const string Passed = " Passed ";

    private readonly int exitCode;
    private readonly List<string> lines = [];

    private PesterRun(PowerShellHost powerShell, string script, params string[] arguments)
    {
        exitCode = powerShell.Run(AddLine, ["-NoProfile", "-NonInteractive", "-File", script, .. arguments]);
    }

    public bool IsPesterMissing => exitCode == NoPester;

    /// <summary>Unpacks the module of a flavour into a folder, and runs every file over it.</summary>
    public static PesterRun RunAll(PowerShellHost powerShell, string tests, string folder, string flavour)
    {
        PesterRun unpacked = new(powerShell, Path.Combine(tests, "Expand-Package.ps1"), folder, flavour);
        return unpacked.exitCode == 0 ? new PesterRun(powerShell, Path.Combine(tests, "Invoke-PesterFile.ps1"), "*.Tests.ps1", Path.Combine(folder, "TokenModule"), flavour) : unpacked;
    }

    public (bool HasPassed, string Said) GetResult(string file)
    {
        int start = lines.FindIndex(line => line.StartsWith($"{Mark}{file} ", StringComparison.Ordinal));
        return start < 0
            ? (false, $"PowerShell ended with {exitCode} before it told of this file:{Environment.NewLine}{string.Join(Environment.NewLine, lines.TakeLast(50))}")
            : (lines[start].Contains(Passed, StringComparison.Ordinal), string.Join(Environment.NewLine, [lines[start], .. lines.Skip(start + 1).TakeWhile(line => !line.StartsWith(Mark, StringComparison.Ordinal))]));
    }

    private void AddLine(string line)
    {
        lock (lines)
        {
            lines.Add(line);
        }
    }
}
