using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>The build for PowerShell 7.</summary>
[Trait("Category", "Slow")]
[Trait("Category", "Pester")]
[Trait("Framework", "net8.0")]
public sealed class PowerShellTests(ITestOutputHelper output) : PesterFiles(output, "net8.0")
{
    public static TheoryData<string> Files => [.. AllFiles];

    [Theory]
    [MemberData(nameof(Files))]
    public Task Pester_file_passes(string file) => RequirePassAsync(file, AllFiles, processes: 3);
}
