using System.Security.Cryptography;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Uploads and downloads 32 MiB with the memory of a few buffers.</summary>
[Collection(nameof(SequentialTests))]
[Trait("Category", "Slow")]
public sealed class LargeFileTests : ApiTestBase, IDisposable
{
    private const int Length = 32 * 1024 * 1024;
    private const long Bound = 8 * 1024 * 1024;
    private const string Files = "/v2/lm/dataset/files/data.bin";

    private readonly TemporaryDirectory directory = new();
    private long most;
    private long measuredAt;

    [Fact]
    public async Task Large_files_are_transferred_completely_in_bounded_memory()
    {
        string path = directory.GetFilePath("data.bin");
        await GetTokenAsync(CreateGetRequest(ReadKey("aicore"), Files).TokenRequest);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await SendAsync(CreateRequest(HttpMethod.Get, ReadKey("aicore"),
            $"{Files}?bytes={Length}") with { ResponseTarget = new FileDownload(path), Network = CreateMeasuredOptions() });
        TransportResponse answer = await SendAsync(CreateRequest(HttpMethod.Put, ReadKey("aicore"),
            Files) with { Body = new FileBody(SentFile.FromPath(path), contentType: null), Network = CreateMeasuredOptions() });

        Assert.InRange(most - before, long.MinValue, Bound);
        Assert.Equal(Length, ParseJson(answer).GetProperty("bytes").GetInt64());
        Assert.Equal(ComputeSha256(path), ParseJson(answer).GetProperty("sha256").GetString());
    }

    public void Dispose() => directory.Dispose();

    private static string ComputeSha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private NetworkOptions CreateMeasuredOptions()
    {
        measuredAt = 0;
        return new NetworkOptions { Progress = Measure };
    }

    private void Measure(TransferProgress progress)
    {
        if (progress.Bytes - measuredAt < 4 * 1024 * 1024)
            return;

        measuredAt = progress.Bytes;
        most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
    }
}
