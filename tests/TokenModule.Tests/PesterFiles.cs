using System.Collections.Concurrent;
using System.Reflection;
using Quickstart;
using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>The Pester files, in a real PowerShell, over one flavour of the module as its package holds it. One process runs all of them, each is a test.</summary>
public abstract class PesterFiles
{
    private static readonly string Root = typeof(PesterFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
    private static readonly string Tests = Path.Combine(Root, "tests", "TokenModule.Tests");
    private static readonly Lazy<PowerShellHost?> PowerShell = new(() => PowerShellHost.Find(Root));
    private static readonly ConcurrentDictionary<string, Lazy<PesterRun>> Runs = new();

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
    public void Pester_file_passes(string file)
    {
        Skip.If(PowerShell.Value is null, "There is no PowerShell on the PATH, and dotnet tool restore brings none.");
        Skip.If(Environment.GetEnvironmentVariable("TOKENMODULE_FLAVOUR") is { Length: > 0 } wanted && wanted != flavour, "TOKENMODULE_FLAVOUR names the other flavour.");

        PesterRun run = Runs.GetOrAdd(flavour, f => new Lazy<PesterRun>(() => PesterRun.RunAll(PowerShell.Value, Tests, Path.Combine(Root, "out", "unpacked", f), f))).Value;
        Skip.If(run.IsPesterMissing, "This PowerShell has no Pester 5, and the PowerShell Gallery gives none: Install-PSResource Pester.");
        (bool hasPassed, string said) = run.GetResult(file);
        output.WriteLine(said);
        Assert.True(hasPassed, said);
    }
}
