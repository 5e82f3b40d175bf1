using System.Runtime.Versioning;
using TokenModule.Api;

namespace TokenModule;

/// <summary>Tests that a downloaded response replaces an existing file, on systems with file modes and links.</summary>
public sealed class ReplacedFileTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>, IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory directory = new();

    [UnsupportedOSPlatform("windows")]
    [UnixFact("Windows has no file modes.")]
    public async Task Replaced_file_keeps_its_mode_and_links_are_followed()
    {
        string file = directory.GetFilePath("file.bin"), link = directory.GetFilePath("link.bin");
        await File.WriteAllTextAsync(file, "old");
        File.SetUnixFileMode(file, Mine);
        File.CreateSymbolicLink(link, file);

        await SendAsync(CreateRequest(HttpMethod.Get, ReadKey("aicore"),
            "/v2/lm/dataset/files/data.bin?bytes=1000") with { ResponseTarget = new FileDownload(link) });

        Assert.Equal((1000L, Mine), (new FileInfo(file).Length, File.GetUnixFileMode(file)));
        Assert.Equal(file, new FileInfo(link).LinkTarget);
    }

    public void Dispose() => directory.Dispose();
}
