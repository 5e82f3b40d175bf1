using Quickstart;

namespace TokenModule.Tests;

/// <summary>The output of Invoke-PesterFile.ps1.</summary>
/// <remarks>At its end a marked line summarizes each file, followed by the failures in that file.</remarks>
internal sealed class PesterRun
{
    private const string Mark = "=== ";
    private const string Passed = " Passed ";

    private readonly List<string> lines = [];
    private int exitCode;

    private PesterRun(IReadOnlyList<string> files)
    {
        Files = files;
    }

    public IReadOnlyList<string> Files { get; }

    /// <summary>Runs Pester files over a module, one after the other in one process.</summary>
    public static PesterRun Start(
        PowerShellHost powerShell, string script, IReadOnlyList<string> files, string module, string framework, string pesterManifest)
    {
        PesterRun run = new(files);
        run.exitCode = powerShell.Run(
            run.AddLine, "-NoProfile", "-NonInteractive", "-File", script, string.Join(",", files), module, framework, pesterManifest);
        return run;
    }

    public (bool HasPassed, string Report) FindReport(string file)
    {
        int start = lines.FindIndex(line => line.StartsWith($"{Mark}{file} ", StringComparison.Ordinal));
        if (start < 0)
        {
            string end = string.Join(Environment.NewLine, lines.TakeLast(50));
            return (false, $"PowerShell ended with exit code {exitCode} before it reported on this file:{Environment.NewLine}{end}");
        }

        IEnumerable<string> failures = lines.Skip(start + 1).TakeWhile(line => !line.StartsWith(Mark, StringComparison.Ordinal));
        return (lines[start].Contains(Passed, StringComparison.Ordinal), string.Join(Environment.NewLine, [lines[start], .. failures]));
    }

    private void AddLine(string line)
    {
        lock (lines)
        {
            lines.Add(line);
        }
    }
}
