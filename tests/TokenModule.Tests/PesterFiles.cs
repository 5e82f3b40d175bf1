using System.Collections.Concurrent;
using System.Reflection;
using Quickstart;
using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>Runs the Pester files in a real PowerShell over one build of the packed module.</summary>
/// <remarks>
/// One process runs all files, and each file is a test. A run takes minutes, so these tests are not part of the fast loop <c>dotnet
/// test --filter Category!=Slow</c>.
/// </remarks>
public abstract class PesterFiles(ITestOutputHelper output, string framework)
{
    private static readonly string Root = ReadMetadata("RepositoryRoot");
    private static readonly string Tests = Path.Combine(Root, "tests", "TokenModule.Tests");
    private static readonly Lazy<PowerShellHost?> PowerShell = new(() => PowerShellHost.Find(Root));
    private static readonly Lazy<PackedModule> Package = new(() => PackedModule.Create(RequirePowerShell(), Root));
    private static readonly ConcurrentDictionary<string, Lazy<PesterRun>> Runs = new();

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Tests, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pester_file_passes(string file)
    {
        (bool hasPassed, string report) = Runs.GetOrAdd(framework, name => new Lazy<PesterRun>(() => Start(name))).Value.FindReport(file);
        output.WriteLine(report);
        Assert.True(hasPassed, report);
    }

    private static PesterRun Start(string framework)
    {
        string script = Path.Combine(Tests, "Invoke-PesterFile.ps1");
        string module = Package.Value.Unpack(framework);
        return PesterRun.Start(RequirePowerShell(), script, module, framework, ReadMetadata("PesterManifest"));
    }

    private static PowerShellHost RequirePowerShell() => PowerShell.Value
        ?? throw new InvalidOperationException(
            "PowerShell was not found on the PATH, and 'dotnet tool restore' could not install it. Check the connection to NuGet.");

    private static string ReadMetadata(string key) =>
        typeof(PesterFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
