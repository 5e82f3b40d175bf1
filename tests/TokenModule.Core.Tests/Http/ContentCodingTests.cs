using System.IO.Compression;
using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

public sealed class ContentCodingTests : IClassFixture<SharedEmulator>, IDisposable
{
    private static readonly byte[] First = Compress("first "u8.ToArray());
    private static readonly byte[] Second = Compress("second"u8.ToArray());

    private readonly HttpTransport transport = new(new TestClock());
    private readonly Emulator btp;

    public ContentCodingTests(SharedEmulator shared)
    {
        btp = shared.Btp;
        btp.Faults.Clear();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZip")]
    [InlineData("x-gzip")]
    [InlineData("X-GZIP")]
    [InlineData("identity, gzip")]
    public async Task Gzip_is_expanded_by_any_of_its_names(string coding)
    {
        Assert.Equal("second"u8.ToArray(), (await SendAsync(Second, coding)).Body);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("Identity")]
    public async Task Identity_is_not_a_compression(string coding)
    {
        Assert.Equal("plain"u8.ToArray(), (await SendAsync("plain"u8.ToArray(), coding)).Body);
    }

    [Fact]
    public async Task Identity_is_written_to_a_file_as_it_came()
    {
        CollectingSink sink = new();

        await SendAsync("plain"u8.ToArray(), "identity", sink);

        Assert.Equal("plain"u8.ToArray(), sink.Bytes);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    [InlineData("deflate, gzip")]
    public async Task Other_coding_is_refused(string coding)
    {
        await Assert.ThrowsAsync<TransportException>(() => SendAsync(Second, coding));
    }

    [Fact]
    public async Task Several_gzip_members_are_one_body()
    {
        Assert.Equal("first second"u8.ToArray(), (await SendAsync([.. First, .. Second], "gzip")).Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(15)]
    public async Task Body_that_ends_inside_its_last_member_is_refused(int missing)
    {
        byte[] body = [.. First, .. Second];

        await Assert.ThrowsAsync<TransportException>(() => SendAsync(body.AsSpan(0, body.Length - missing).ToArray(), "gzip"));
    }

    [Fact]
    public async Task Bytes_after_the_last_member_are_refused()
    {
        await Assert.ThrowsAsync<TransportException>(() => SendAsync([.. First, .. Second, 1, 2, 3], "gzip"));
    }

    [Fact]
    public async Task Limit_counts_the_content_of_all_members()
    {
        byte[] member = Compress(new byte[300_000]);

        await Assert.ThrowsAsync<TransportException>(() => SendAsync([.. member, .. member, .. member, .. member], "gzip"));
        Assert.Equal(900_000, (await SendAsync([.. member, .. member, .. member], "gzip")).Body.Length);
    }

    public void Dispose()
    {
        transport.Dispose();
        btp.Faults.Clear();
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private Task<TransportResponse> SendAsync(byte[] body, string coding, ResponseTarget? sink = null)
    {
        btp.Faults.Clear();
        btp.Faults.Add(new Fault { BodyBytes = body, Headers = new Dictionary<string, string> { ["Content-Encoding"] = coding } });
        TransportRequest call = new(HttpMethod.Get, new Uri(btp.Address, "/nothing")) { ResponseTarget = sink,
            IsTransfer = sink is not null, Network = new NetworkOptions { MaximumRetryCount = 0 } };
        return transport.SendAsync(call, CancellationToken.None);
    }

    private sealed class CollectingSink : ResponseTarget
    {
        public byte[] Bytes { get; private set; } = [];

        public override async Task WriteAsync(Stream body, long? length, Action<int> moved, CancellationToken cancellationToken)
        {
            using MemoryStream collected = new();
            await body.CopyToAsync(collected, cancellationToken);
            Bytes = collected.ToArray();
        }
    }
}
