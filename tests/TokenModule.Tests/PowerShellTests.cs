using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>What PowerShell 7 loads.</summary>
public sealed class PowerShellTests : PesterFiles
{
    public PowerShellTests(ITestOutputHelper output)
        : base(output, "net8.0")
    {
    }
}
