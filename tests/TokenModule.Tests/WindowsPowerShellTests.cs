using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>The build for Windows PowerShell 5.1, loaded in PowerShell 7. xunit runs the two classes side by side.</summary>
[Trait("Category", "Slow")]
[Trait("Category", "Pester")]
[Trait("Framework", "netstandard2.0")]
public sealed class WindowsPowerShellTests(ITestOutputHelper output) : PesterFiles(output, "netstandard2.0");
