using System.Text;
using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

public sealed class FileDownloadTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>, IDisposable
{
    private const string Files = "/v2/lm/dataset/files/data.bin";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly TemporaryDirectory directory = new();

    [Theory]
    [InlineData("bytes=0")]
    [InlineData("bytes=1")]
    [InlineData("bytes=5000000")]
    [InlineData("bytes=5000000&chunked=true")]
    public async Task Downloaded_file_is_complete_and_leaves_no_temporary_file(string query)
    {
        TransportResponse answer = await SendAsync(CreateDownload(query));

        Assert.Empty(answer.Body);
        AssertComplete(int.Parse(query.Split('=', '&')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("bytes=1000000&breakAfter=600000")]
    [InlineData("bytes=1000000&breakAfter=600000&chunked=true")]
    [InlineData("bytes=1000000&breakAfter=0")]
    public async Task Download_that_always_breaks_leaves_no_file(string query)
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => SendAsync(CreateDownload(query)));

        Assert.Equal((Failure.NetworkBroken, 4, 4), (error.Failure, error.Attempts, Btp.Requests.Count("GET")));
        Assert.Empty(directory.Names);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Download_that_breaks_once_restarts_from_the_beginning(bool abort, bool truncate)
    {
        Btp.Faults.Add(new Fault { Path = Files, Abort = abort, Truncate = truncate });

        await SendAsync(CreateDownload("bytes=700000"));

        AssertComplete(700_000);
        Assert.Equal(2, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task Existing_file_is_replaced_only_by_a_complete_download()
    {
        await File.WriteAllTextAsync(directory.GetFilePath("data.bin"), "old");

        await Assert.ThrowsAsync<TransportException>(() => SendAsync(CreateDownload("bytes=1000000&breakAfter=600000")));
        Assert.Equal("old", await File.ReadAllTextAsync(directory.GetFilePath("data.bin")));
        await SendAsync(CreateDownload("bytes=1000"));
        AssertComplete(1000);
    }

    [Fact]
    public async Task Target_file_does_not_exist_during_the_download()
    {
        List<string> names = [];

        await SendAsync(
            CreateDownload("bytes=1000000") with { Network = new NetworkOptions { Progress = _ => names.AddRange(directory.Names!) } });

        Assert.DoesNotContain("data.bin", names);
        Assert.NotEmpty(names);
    }

    [Fact]
    public async Task Error_response_creates_no_file()
    {
        BtpApiException error = await AssertFailsAsync(
            CreateRequest(HttpMethod.Get, ReadKey("aicore"), "/v2/lm/nothing") with { ResponseTarget = CreateTarget() });

        Assert.Equal(Failure.ApiNotFound, error.Failure);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task Download_succeeds_after_a_rejected_token_is_renewed()
    {
        Btp.Faults.Add(new Fault { Path = Files, Status = 401, Body = "no" });

        await SendAsync(CreateDownload("bytes=1000"));

        AssertComplete(1000);
    }

    [Fact]
    public async Task Compressed_download_is_neither_requested_nor_accepted()
    {
        Btp.Faults.Add(
            new Fault { Path = Files, Body = "abc", Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } });

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => SendAsync(CreateDownload("bytes=1000")));

        Assert.Equal(Failure.ApiError, error.Failure);
        Assert.DoesNotContain("Accept-Encoding", Assert.Single(Btp.Requests.FindMatching("GET")).Headers.Keys);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task Canceled_download_leaves_no_file()
    {
        using CancellationTokenSource stop = new();
        BtpApiRequest request = CreateDownload("bytes=5000000") with { Network = new NetworkOptions { Progress = _ => stop.Cancel() } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Api.SendAsync(request, stop.Token).AsTask());
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task Progress_reports_received_bytes_and_total_length()
    {
        List<TransferProgress> reports = [];

        await SendAsync(CreateDownload("bytes=1000000") with { Network = new NetworkOptions { Progress = reports.Add } });

        Assert.Equal(new TransferProgress(1_000_000, 1_000_000), reports[^1]);
        Assert.Equal(reports.OrderBy(p => p.Bytes), reports);
    }

    [Theory]
    [InlineData("missing/data.bin", "does not exist")]
    [InlineData("file/data.bin", "does not exist")]
    [InlineData("directory", "is a directory")]
    public void Unwritable_target_is_reported_before_the_request(string path, string why)
    {
        File.WriteAllText(directory.GetFilePath("file"), "");
        Directory.CreateDirectory(directory.GetFilePath("directory"));

        BtpApiException error = Assert.Throws<BtpApiException>(() => new FileDownload(directory.GetFilePath(path)));

        Assert.Equal(Failure.FileNotWritable, error.Failure);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_deleted_during_the_request_is_an_error()
    {
        BtpApiRequest request = CreateRequest(HttpMethod.Get, ReadKey("aicore"), Files);
        Directory.CreateDirectory(directory.GetFilePath("gone"));
        FileDownload sink = new(directory.GetFilePath("gone/data.bin"));
        Directory.Delete(directory.GetFilePath("gone"));

        Assert.Equal(Failure.FileNotWritable, (await AssertFailsAsync(request with { ResponseTarget = sink })).Failure);
        Assert.Equal(1, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task Directory_created_at_the_target_during_the_request_is_an_error()
    {
        BtpApiRequest request = CreateDownload("bytes=1000") with { Network =
            new NetworkOptions { Progress = _ => Directory.CreateDirectory(directory.GetFilePath("data.bin")) } };

        Assert.Equal(Failure.FileNotWritable, (await AssertFailsAsync(request)).Failure);
        Assert.Equal(["data.bin"], directory.Names);
    }

    [Fact]
    public async Task Download_times_out_when_the_server_stops_sending()
    {
        TaskCompletionSource silent = new();
        using SocketServer server = SocketServer.FallSilentAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", silent);
        using SemaphoreSlim moved = new(0);
        Task pouring = DownloadAsync(server, moved);
        await silent.Task;
        await moved.WaitAsync();
        Clock.Advance(Silence);

        Assert.Equal(Failure.NetworkTimeout, (await Assert.ThrowsAsync<TransportException>(() => pouring)).Failure);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task Slow_but_steady_download_may_exceed_the_timeout()
    {
        using SemaphoreSlim moved = new(0), next = new(0);
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"u8.ToArray(), ended);
            for (int sent = 0; sent < 8; sent++)
            {
                await next.WaitAsync(ended);
                await stream.WriteAsync("x"u8.ToArray(), ended);
            }
        });

        Task pouring = DownloadAsync(server, moved);
        for (int received = 0; received < 8; received++)
        {
            next.Release();
            await moved.WaitAsync();
            Clock.Advance(Silence - TimeSpan.FromSeconds(1));
        }

        await pouring;

        Assert.Equal("xxxxxxxx", await File.ReadAllTextAsync(directory.GetFilePath("data.bin"), Encoding.ASCII));
    }

    [LinuxFact("Only Linux has /dev/full.")]
    public async Task Device_file_is_written_and_never_replaced()
    {
        BtpApiRequest request = CreateRequest(HttpMethod.Get, ReadKey("aicore"), Files + "?bytes=300000");
        await SendAsync(request with { ResponseTarget = new FileDownload("/dev/null") });
        BtpApiException error = await AssertFailsAsync(request with { ResponseTarget = new FileDownload("/dev/full") });

        Assert.Equal(Failure.FileNotWritable, error.Failure);
        Assert.Equal((0L, 0L), (new FileInfo("/dev/null").Length, new FileInfo("/dev/full").Length));
        Assert.DoesNotContain(Directory.EnumerateFiles("/dev"), name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_only_file_is_not_replaced()
    {
        string file = directory.GetFilePath("data.bin");
        await File.WriteAllTextAsync(file, "old");
        File.SetAttributes(file, FileAttributes.ReadOnly);

        BtpApiException error = Assert.Throws<BtpApiException>(CreateTarget);

        Assert.Equal(Failure.FileNotWritable, error.Failure);
        Assert.Equal("old", await File.ReadAllTextAsync(file));
        File.SetAttributes(file, FileAttributes.Normal);
    }

    public void Dispose() => directory.Dispose();

    private FileDownload CreateTarget() => new(directory.GetFilePath("data.bin"));

    private BtpApiRequest CreateDownload(string query) =>
        CreateRequest(HttpMethod.Get, ReadKey("aicore"), $"{Files}?{query}") with { ResponseTarget = CreateTarget() };

    private async Task DownloadAsync(SocketServer server, SemaphoreSlim moved)
    {
        using HttpTransport transport = new(Clock);
        TransportRequest call = new(HttpMethod.Get, new Uri($"http://127.0.0.1:{server.Port}/"))
        {
            ResponseTarget = CreateTarget(),
            IsTransfer = true,
            Network = new NetworkOptions { Timeout = Silence, Progress = _ => moved.Release() },
        };
        await transport.SendAsync(call, CancellationToken.None);
    }

    private void AssertComplete(int length)
    {
        byte[] bytes = File.ReadAllBytes(directory.GetFilePath("data.bin"));
        Assert.Equal(length, bytes.Length);
        Assert.True(bytes.Select((b, offset) => b == offset % 251).All(same => same));
        Assert.Equal(["data.bin"], directory.Names);
    }
}
