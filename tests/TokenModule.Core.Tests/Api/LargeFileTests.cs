using System.Security.Cryptography;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;

namespace TokenModule;

/// <summary>32 MiB each way, in the memory of a few buffers.</summary>
[Collection(nameof(Alone))]
public sealed class LargeFileTests : ApiCalls, IDisposable
{
    private const int Length = 32 * 1024 * 1024;
    private const long Bound = 8 * 1024 * 1024;
    private const string Files = "/v2/lm/dataset/files/data.bin";

    private readonly TemporaryDirectory directory = new();
    private long most;
    private long measuredAt;

    [Fact]
    public async Task They_come_and_go_whole_in_bounded_memory()
    {
        string path = directory.File("data.bin");
        await Token(Get(Key("aicore"), Files).TokenRequest);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await Send(Request(HttpMethod.Get, Key("aicore"), $"{Files}?bytes={Length}") with { Sink = new FileDownload(path), Network = Measured() });
        HttpAnswer answer = await Send(Request(HttpMethod.Put, Key("aicore"), Files) with { Body = new FileBody(SentFile.At(path), contentType: null), Network = Measured() });

        Assert.InRange(most - before, long.MinValue, Bound);
        Assert.Equal(Length, Json(answer).GetProperty("bytes").GetInt64());
        Assert.Equal(Sha256(path), Json(answer).GetProperty("sha256").GetString());
    }

    public void Dispose() => directory.Dispose();

    private static string Sha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private NetworkOptions Measured()
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
