using Quickstart;

namespace TokenModule.Tests;

/// <summary>The package under test.</summary>
/// <remarks>
/// The environment variable TOKENMODULE_PACKAGE can name an existing package. By default the build output is packed once.
/// </remarks>
internal sealed class PackedModule(PowerShellHost powerShell, string repository, string package)
{
    public static PackedModule Create(PowerShellHost powerShell, string repository)
    {
        if (Environment.GetEnvironmentVariable("TOKENMODULE_PACKAGE") is { Length: > 0 } given)
            return new PackedModule(powerShell, repository, Path.GetFullPath(given, repository));

        string output = Path.Combine(repository, "out");
        string script = Path.Combine(repository, "build.ps1");
        string[] arguments = ["Pack", "-ModulePath", Path.Combine(output, "TokenModule"), "-Destination", Path.Combine(output, "package")];
        string packed = RunScript(powerShell, script, arguments);
        return new PackedModule(powerShell, repository, packed);
    }

    /// <summary>Unpacks the package as an installer does, with the given build selected, and returns the folder of the module.</summary>
    public string Unpack(string framework) => RunScript(
        powerShell,
        Path.Combine(repository, "tests", "TokenModule.Tests", "Expand-Package.ps1"),
        package,
        Path.Combine(repository, "out", "unpacked", framework),
        framework);

    /// <returns>The last line that the script wrote.</returns>
    private static string RunScript(PowerShellHost powerShell, string script, params string[] arguments)
    {
        List<string> lines = [];
        int exitCode = powerShell.Run(line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }, ["-NoProfile", "-NonInteractive", "-File", script, .. arguments]);
        if (exitCode == 0 && lines.Count > 0)
            return lines[^1];

        string log = string.Join(Environment.NewLine, lines);
        throw new InvalidOperationException($"{Path.GetFileName(script)} failed with exit code {exitCode}:{Environment.NewLine}{log}");
    }
}
