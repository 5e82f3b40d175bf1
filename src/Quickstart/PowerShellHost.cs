using System.ComponentModel;
using System.Diagnostics;

namespace Quickstart;

/// <summary>The PowerShell of this machine: <c>pwsh</c> on the PATH, else the repository's local .NET tool.</summary>
public sealed class PowerShellHost
{
    private readonly string repository;
    private readonly string command;
    private readonly string[] before;

    private PowerShellHost(string repository, string command, string[] before)
    {
        this.repository = repository;
        this.command = command;
        this.before = before;
    }

    /// <returns>Null where there is none and none can be had.</returns>
    public static PowerShellHost? Find(string repository)
    {
        PowerShellHost onPath = new(repository, "pwsh", []);
        PowerShellHost tool = new(repository, "dotnet", ["tool", "run", "pwsh", "--"]);
        return onPath.CanStart() ? onPath
            : new PowerShellHost(repository, "dotnet", ["tool", "restore"]).TryRun() && tool.CanStart() ? tool
            : null;
    }

    /// <summary>Runs to the end and gives the exit code; each line goes to <paramref name="write"/> as it comes.</summary>
    public int Run(Action<string> write, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(command, [.. before, .. arguments])
        {
            WorkingDirectory = repository,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["POWERSHELL_TELEMETRY_OPTOUT"] = "1", ["POWERSHELL_UPDATECHECK"] = "Off" },
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode;

        void Write(string? line)
        {
            if (line is not null)
                write(line);
        }
    }

    private bool CanStart() => TryRun("-NoProfile", "-NonInteractive", "-Command", "exit 0");

    private bool TryRun(params string[] arguments)
    {
        try
        {
            return Run(_ => { }, arguments) == 0;
        }
        catch (Win32Exception)
        {
            // There is no such command.
            return false;
        }
    }
}
