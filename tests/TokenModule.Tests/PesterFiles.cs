using System.Reflection;
using System.Text;
using Quickstart;
using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>Runs each Pester file in a real PowerShell, over the module that the build has laid out.</summary>
public sealed class PesterFiles
{
    private const int NoPester = 90;

    private static readonly string Root = typeof(PesterFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
    private static readonly Lazy<PowerShellHost?> PowerShell = new(() => PowerShellHost.Find(Root));

    private readonly ITestOutputHelper output;

    public PesterFiles(ITestOutputHelper output)
    {
        this.output = output;
    }

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "tests", "TokenModule.Tests"), "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Passes(string file)
    {
        Skip.If(PowerShell.Value is null, "There is no PowerShell on the PATH, and dotnet tool restore brings none.");

        StringBuilder said = new();
        int exitCode = PowerShell.Value!.Run(line => Note(said, line), "-NoProfile", "-NonInteractive", "-File", Path.Combine(Root, "tests", "TokenModule.Tests", "Invoke-PesterFile.ps1"), file);
        output.WriteLine(said.ToString());
        Skip.If(exitCode == NoPester, "This PowerShell has no Pester 5, and the PowerShell Gallery gives none: Install-PSResource Pester.");
        Assert.True(exitCode == 0, said.ToString());
    }

    private static void Note(StringBuilder said, string line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}
