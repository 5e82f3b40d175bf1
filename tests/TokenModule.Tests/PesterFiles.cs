using System.Collections.Concurrent;
using System.Reflection;
using Quickstart;
using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>Runs the Pester files in a real PowerShell over one build of the packed module.</summary>
/// <remarks>
/// Each file is a test. A few processes run all files. That takes minutes, so these tests are not part of the fast loop <c>dotnet test
/// --filter Category!=Slow</c>.
/// </remarks>
public abstract class PesterFiles(ITestOutputHelper output, string framework)
{
    private static readonly string Root = ReadMetadata("RepositoryRoot");
    private static readonly string Tests = Path.Combine(Root, "tests", "TokenModule.Tests");
    private static readonly Lazy<PowerShellHost?> PowerShell = new(() => PowerShellHost.Find(Root));
    private static readonly Lazy<PackedModule> Package = new(() => PackedModule.Create(RequirePowerShell(), Root));
    private static readonly ConcurrentDictionary<string, Lazy<Task<PesterRun>[]>> Runs = new();

    private protected static IEnumerable<string> AllFiles =>
        Directory.EnumerateFiles(Tests, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <param name="file">The file whose result is checked.</param>
    /// <param name="files">All files of this class. The first test runs them.</param>
    /// <param name="processes">The number of processes that share the files.</param>
    private protected async Task RequirePassAsync(string file, IEnumerable<string> files, int processes)
    {
        Lazy<Task<PesterRun>[]> runs = Runs.GetOrAdd(framework, _ => new Lazy<Task<PesterRun>[]>(() => StartRuns([.. files], processes)));
        foreach (PesterRun run in await Task.WhenAll(runs.Value))
        {
            if (!run.Files.Contains(file))
                continue;

            (bool hasPassed, string report) = run.FindReport(file);
            output.WriteLine(report);
            Assert.True(hasPassed, report);
            return;
        }

        Assert.Fail($"No process ran {file}.");
    }

    private Task<PesterRun>[] StartRuns(string[] files, int processes)
    {
        string script = Path.Combine(Tests, "Invoke-PesterFile.ps1");
        string module = Package.Value.Unpack(framework);
        return
        [
            .. Enumerable.Range(0, processes).Select(number => Task.Run(() =>
            {
                string[] part = [.. files.Where((_, index) => index % processes == number)];
                return PesterRun.Start(RequirePowerShell(), script, part, module, framework, ReadMetadata("PesterManifest"));
            })),
        ];
    }

    private static PowerShellHost RequirePowerShell() => PowerShell.Value
        ?? throw new InvalidOperationException(
            "PowerShell was not found on the PATH, and 'dotnet tool restore' could not install it. Check the connection to NuGet.");

    private static string ReadMetadata(string key) =>
        typeof(PesterFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
