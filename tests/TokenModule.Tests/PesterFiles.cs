using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Quickstart;
using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>Runs each Pester file in a real PowerShell, over one flavour of the module as its package holds it.</summary>
public abstract class PesterFiles
{
    private const int NoPester = 90;

    private static readonly string Root = typeof(PesterFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
    private static readonly string Tests = Path.Combine(Root, "tests", "TokenModule.Tests");
    private static readonly Lazy<PowerShellHost?> PowerShell = new(() => PowerShellHost.Find(Root));
    private static readonly ConcurrentDictionary<string, Lazy<string>> Unpacked = new();

    private readonly ITestOutputHelper output;
    private readonly string flavour;

    protected PesterFiles(ITestOutputHelper output, string flavour)
    {
        this.output = output;
        this.flavour = flavour;
    }

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Tests, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Passes(string file)
    {
        Skip.If(PowerShell.Value is null, "There is no PowerShell on the PATH, and dotnet tool restore brings none.");
        Skip.If(Environment.GetEnvironmentVariable("TOKENMODULE_FLAVOUR") is { Length: > 0 } wanted && wanted != flavour, "TOKENMODULE_FLAVOUR names the other flavour.");

        string module = Unpacked.GetOrAdd(flavour, f => new Lazy<string>(() => Unpack(f))).Value;
        (int exitCode, string said) = Run("Invoke-PesterFile.ps1", file, module, flavour);
        output.WriteLine(said);
        Skip.If(exitCode == NoPester, "This PowerShell has no Pester 5, and the PowerShell Gallery gives none: Install-PSResource Pester.");
        Assert.True(exitCode == 0, said);
    }

    private static string Unpack(string flavour)
    {
        string folder = Path.Combine(Root, "out", "unpacked", flavour);
        (int exitCode, string said) = Run("Expand-Package.ps1", folder, flavour);
        Assert.True(exitCode == 0, said);
        return Path.Combine(folder, "TokenModule");
    }

    private static (int ExitCode, string Said) Run(string script, params string[] arguments)
    {
        StringBuilder said = new();
        int exitCode = PowerShell.Value!.Run(line => Note(said, line), ["-NoProfile", "-NonInteractive", "-File", Path.Combine(Tests, script), .. arguments]);
        return (exitCode, said.ToString());
    }

    private static void Note(StringBuilder said, string line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}
