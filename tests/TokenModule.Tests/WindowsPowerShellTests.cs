using Xunit.Abstractions;

namespace TokenModule.Tests;

/// <summary>The build for Windows PowerShell 5.1, loaded in PowerShell 7. xunit runs the two classes side by side.</summary>
/// <remarks>
/// The cmdlets are the same source code in both builds. Therefore these files cover the code that differs: the polyfills, the HTTP handler,
/// and the libraries that the build ships. With the environment variable TOKENMODULE_ALL_FILES all files run, as in the CI workflow.
/// </remarks>
[Trait("Category", "Slow")]
[Trait("Category", "Pester")]
[Trait("Framework", "netstandard2.0")]
public sealed class WindowsPowerShellTests(ITestOutputHelper output) : PesterFiles(output, "netstandard2.0")
{
    private static readonly string[] Selected =
    [
        "Get-OAuthToken.Tests.ps1", "Grants.Tests.ps1", "Import-ServiceKey.Tests.ps1", "Invoke-BtpApi.Responses.Tests.ps1",
        "Invoke-BtpApi.Tests.ps1", "Module.Tests.ps1", "Package.Tests.ps1", "PackageDesktop.Tests.ps1", "PackagePublicApi.Tests.ps1",
        "Seeds.Tests.ps1", "Verify-TokenClaims.Tests.ps1",
    ];

    public static TheoryData<string> Files => [.. SelectFiles()];

    [Theory]
    [MemberData(nameof(Files))]
    public Task Pester_file_passes(string file) => RequirePassAsync(file, SelectFiles(), processes: 1);

    private static IEnumerable<string> SelectFiles()
    {
        return Environment.GetEnvironmentVariable("TOKENMODULE_ALL_FILES") is null ? Selected : AllFiles;
    }
}
