using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>What Windows PowerShell 5.1 loads, in PowerShell 7. Two classes run side by side.</summary>
public sealed class WindowsPowerShellTests : PesterFiles
{
    public WindowsPowerShellTests(ITestOutputHelper output)
        : base(output, "netstandard2.0")
    {
    }
}
