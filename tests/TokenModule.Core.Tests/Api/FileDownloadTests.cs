using System.Text;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

public sealed class FileDownloadTests : ApiCalls, IClassFixture<SharedEmulator>, IDisposable
{
    private const string Files = "/v2/lm/dataset/files/data.bin";

    private readonly TemporaryDirectory directory = new();

    public FileDownloadTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Theory]
    [InlineData("bytes=0")]
    [InlineData("bytes=1")]
    [InlineData("bytes=5000000")]
    [InlineData("bytes=5000000&chunked=true")]
    public async Task A_file_has_every_byte_and_lies_alone(string query)
    {
        HttpAnswer answer = await Send(Download(query));

        Assert.Empty(answer.Body);
        AssertWhole(int.Parse(query.Split('=', '&')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("bytes=1000000&breakAfter=600000")]
    [InlineData("bytes=1000000&breakAfter=600000&chunked=true")]
    [InlineData("bytes=1000000&breakAfter=0")]
    public async Task A_transfer_that_breaks_each_time_leaves_nothing(string query)
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => Send(Download(query)));

        Assert.Equal((Failure.NetworkBroken, 4, 4), (error.Failure, error.Attempts, Btp.Requests.Count("GET")));
        Assert.Empty(directory.Names);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_transfer_that_breaks_once_starts_anew(bool abort, bool truncate)
    {
        Btp.Faults.Add(new Fault { Path = Files, Abort = abort, Truncate = truncate });

        await Send(Download("bytes=700000"));

        AssertWhole(700_000);
        Assert.Equal(2, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task A_file_that_is_there_stays_until_the_new_one_is_whole()
    {
        await File.WriteAllTextAsync(directory.File("data.bin"), "old");

        await Assert.ThrowsAsync<TransportException>(() => Send(Download("bytes=1000000&breakAfter=600000")));
        Assert.Equal("old", await File.ReadAllTextAsync(directory.File("data.bin")));
        await Send(Download("bytes=1000"));
        AssertWhole(1000);
    }

    [Fact]
    public async Task While_it_comes_nothing_is_under_its_name()
    {
        List<string> names = [];

        await Send(Download("bytes=1000000") with { Network = new NetworkOptions { Progress = _ => names.AddRange(directory.Names!) } });

        Assert.DoesNotContain("data.bin", names);
        Assert.NotEmpty(names);
    }

    [Fact]
    public async Task A_refusal_is_an_error_and_no_file()
    {
        BtpApiException error = await Fails(Request(HttpMethod.Get, Key("aicore"), "/v2/lm/nothing") with { Sink = Sink() });

        Assert.Equal(Failure.ApiNotFound, error.Failure);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_and_the_file_comes()
    {
        Btp.Faults.Add(new Fault { Path = Files, Status = 401, Body = "no" });

        await Send(Download("bytes=1000"));

        AssertWhole(1000);
    }

    [Fact]
    public async Task A_compressed_file_is_not_asked_for_and_not_taken()
    {
        Btp.Faults.Add(new Fault { Path = Files, Body = "abc", Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } });

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => Send(Download("bytes=1000")));

        Assert.Equal(Failure.ApiError, error.Failure);
        Assert.DoesNotContain("Accept-Encoding", Assert.Single(Btp.Requests.Matching("GET")).Headers.Keys);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task A_stop_in_the_middle_leaves_nothing()
    {
        using CancellationTokenSource stop = new();
        BtpApiRequest request = Download("bytes=5000000") with { Network = new NetworkOptions { Progress = _ => stop.Cancel() } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Api.SendAsync(request, stop.Token).AsTask());
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task Progress_tells_what_came_of_how_much()
    {
        List<TransferProgress> told = [];

        await Send(Download("bytes=1000000") with { Network = new NetworkOptions { Progress = told.Add } });

        Assert.Equal(new TransferProgress(1_000_000, 1_000_000), told[^1]);
        Assert.Equal(told.OrderBy(p => p.Bytes), told);
    }

    [Theory]
    [InlineData("missing/data.bin", "does not exist")]
    [InlineData("file/data.bin", "does not exist")]
    [InlineData("directory", "is a directory")]
    public void A_place_where_no_file_can_be_is_said_before_anything_is_sent(string path, string why)
    {
        File.WriteAllText(directory.File("file"), "");
        Directory.CreateDirectory(directory.File("directory"));

        BtpApiException error = Assert.Throws<BtpApiException>(() => new FileDownload(directory.File(path)));

        Assert.Equal(Failure.FileNotWritable, error.Failure);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_is_gone_when_the_answer_comes_is_an_error()
    {
        BtpApiRequest request = Request(HttpMethod.Get, Key("aicore"), Files);
        Directory.CreateDirectory(directory.File("gone"));
        FileDownload sink = new(directory.File("gone/data.bin"));
        Directory.Delete(directory.File("gone"));

        Assert.Equal(Failure.FileNotWritable, (await Fails(request with { Sink = sink })).Failure);
        Assert.Equal(1, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task A_directory_made_in_the_place_of_the_file_meanwhile_is_an_error_and_nothing_is_left()
    {
        BtpApiRequest request = Download("bytes=1000") with { Network = new NetworkOptions { Progress = _ => Directory.CreateDirectory(directory.File("data.bin")) } };

        Assert.Equal(Failure.FileNotWritable, (await Fails(request)).Failure);
        Assert.Equal(["data.bin"], directory.Names);
    }

    [Fact]
    public async Task A_server_that_falls_silent_ends_it_after_the_time_without_a_byte()
    {
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"u8.ToArray(), ended);
            await SocketServer.HoldAsync(ended);
        });

        Assert.Equal(Failure.NetworkTimeout, (await Assert.ThrowsAsync<TransportException>(() => Pour(server, TimeSpan.FromMilliseconds(300)))).Failure);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task A_slow_and_steady_server_may_take_longer_than_the_deadline()
    {
        TimeSpan deadline = TimeSpan.FromSeconds(1);
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"u8.ToArray(), ended);
            for (int sent = 0; sent < 8; sent++)
            {
                await Task.Delay(deadline / 5, ended);
                await stream.WriteAsync("x"u8.ToArray(), ended);
            }
        });

        await Pour(server, deadline);

        Assert.Equal("xxxxxxxx", await File.ReadAllTextAsync(directory.File("data.bin"), Encoding.ASCII));
    }

    [Fact]
    public async Task A_device_is_written_to_and_never_replaced()
    {
        if (!OperatingSystem.IsLinux())
            return;

        BtpApiRequest request = Request(HttpMethod.Get, Key("aicore"), Files + "?bytes=300000");
        await Send(request with { Sink = new FileDownload("/dev/null") });
        BtpApiException error = await Fails(request with { Sink = new FileDownload("/dev/full") });

        Assert.Equal(Failure.FileNotWritable, error.Failure);
        Assert.Equal((0L, 0L), (new FileInfo("/dev/null").Length, new FileInfo("/dev/full").Length));
        Assert.DoesNotContain(Directory.EnumerateFiles("/dev"), name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_read_only_stays()
    {
        string file = directory.File("data.bin");
        await File.WriteAllTextAsync(file, "old");
        File.SetAttributes(file, FileAttributes.ReadOnly);

        BtpApiException error = Assert.Throws<BtpApiException>(Sink);

        Assert.Equal(Failure.FileNotWritable, error.Failure);
        Assert.Equal("old", await File.ReadAllTextAsync(file));
        File.SetAttributes(file, FileAttributes.Normal);
    }

    public void Dispose() => directory.Dispose();

    private FileDownload Sink() => new(directory.File("data.bin"));

    private BtpApiRequest Download(string query) => Request(HttpMethod.Get, Key("aicore"), $"{Files}?{query}") with { Sink = Sink() };

    private async Task Pour(SocketServer server, TimeSpan timeout)
    {
        using HttpTransport transport = new(TimeProvider.System);
        await transport.SendAsync(new HttpCall(HttpMethod.Get, new Uri($"http://127.0.0.1:{server.Port}/")) { Sink = Sink(), IsTransfer = true, Network = new NetworkOptions { Timeout = timeout } }, CancellationToken.None);
    }

    private void AssertWhole(int length)
    {
        byte[] bytes = File.ReadAllBytes(directory.File("data.bin"));
        Assert.Equal(length, bytes.Length);
        Assert.True(bytes.Select((b, offset) => b == offset % 251).All(same => same));
        Assert.Equal(["data.bin"], directory.Names);
    }
}
