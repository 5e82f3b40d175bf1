using System.Security.Cryptography;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;

namespace TokenModule;

public sealed class FileBodyTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>, IDisposable
{
    private const string Files = "/v2/lm/dataset/files/data.csv";

    private readonly TemporaryDirectory directory = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task File_is_uploaded_unchanged_with_its_length_and_type(int length)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(length);

        TransportResponse answer = await SendAsync(CreateUpload(HttpMethod.Put, bytes));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ParseJson(answer).GetProperty("sha256").GetString());
        IReadOnlyDictionary<string, string> sent = Assert.Single(Btp.Requests.FindMatching("PUT")).Headers;
        Assert.Equal(("text/csv", $"{length}"), (sent["Content-Type"], sent["Content-Length"]));
    }

    [Theory]
    [InlineData("PUT", 429)]
    [InlineData("POST", 429)]
    [InlineData("PUT", 500)]
    [InlineData("PUT", 401)]
    public async Task Resent_file_is_read_from_its_beginning(string method, int status)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(5000);
        Btp.Faults.Add(new Fault { Path = Files, Status = status });

        TransportResponse answer = await SendAsync(CreateUpload(new HttpMethod(method), bytes));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ParseJson(answer).GetProperty("sha256").GetString());
        Assert.Equal(2, Btp.Requests.Count(method, Files));
    }

    [Fact]
    public async Task File_deleted_before_a_resend_is_an_error()
    {
        Btp.Faults.Add(new Fault { Path = Files, Status = 429 });
        BtpApiRequest request = CreateUpload(HttpMethod.Put,
            [1, 2, 3]) with { Network = new NetworkOptions { Report = _ => File.Delete(directory.GetFilePath("data.csv")) } };

        Assert.Equal(Failure.FileNotReadable, (await AssertFailsAsync(request)).Failure);
        Assert.InRange(Btp.Requests.Count("PUT"), 0, 1);
    }

    [Theory]
    [InlineData("missing.csv", "it does not exist")]
    [InlineData("directory", "is a directory")]
    public void Path_without_a_readable_file_is_reported_before_the_request(string name, string why)
    {
        Directory.CreateDirectory(directory.GetFilePath("directory"));

        BtpApiException error = Assert.Throws<BtpApiException>(() => SentFile.FromPath(directory.GetFilePath(name)));

        Assert.Equal(Failure.FileNotReadable, error.Failure);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_reports_sent_bytes_and_total_length()
    {
        List<TransferProgress> reports = [];

        await SendAsync(CreateUpload(HttpMethod.Put, new byte[1_000_000]) with { Network = new NetworkOptions { Progress = reports.Add } });

        Assert.Equal(new TransferProgress(1_000_000, 1_000_000), reports[^1]);
        Assert.Equal(reports.OrderBy(p => p.Bytes), reports);
    }

    [Fact]
    public async Task Upload_times_out_when_the_server_stops_reading()
    {
        TimeSpan timeout = TimeSpan.FromSeconds(20);
        TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SocketServer server = SocketServer.FallSilentAfter(string.Empty, silent);
        Task<Failure> sending = UploadFailsAsync(server, HttpMethod.Put, timeout);
        await silent.Task;
        // A piece that is sent at the same moment restarts the deadline, so the clock moves until the call has ended.
        while (!sending.IsCompleted)
        {
            Clock.Advance(timeout);
            await Task.Yield();
        }

        Assert.Equal((Failure.NetworkTimeout, 1), (await sending, server.Connections));
    }

    [Theory]
    [InlineData("PUT", 4)]
    [InlineData("POST", 1)]
    public async Task Upload_is_resent_after_a_disconnect_only_for_idempotent_methods(string method, int connections)
    {
        using SocketServer server = new(SocketServer.ReadHeadAsync);

        Assert.Equal((Failure.NetworkBroken, connections),
            (await UploadFailsAsync(server, new HttpMethod(method), TimeSpan.FromSeconds(20)), server.Connections));
    }

    [Theory]
    [InlineData("a.pdf", "application/pdf")]
    [InlineData("A.PDF", "application/pdf")]
    [InlineData("a.b.json", "application/json")]
    [InlineData("a.jpeg", "image/jpeg")]
    [InlineData("a.tar.gz", "application/gzip")]
    [InlineData("a.unknown", "application/octet-stream")]
    [InlineData("README", "application/octet-stream")]
    public void Media_type_is_derived_from_the_file_name(string name, string type) => Assert.Equal(type, MediaTypes.GetForFile(name));

    public void Dispose() => directory.Dispose();

    private FileBody CreateBody(byte[] bytes)
    {
        File.WriteAllBytes(directory.GetFilePath("data.csv"), bytes);
        return new FileBody(SentFile.FromPath(directory.GetFilePath("data.csv")), contentType: null);
    }

    private BtpApiRequest CreateUpload(HttpMethod method, byte[] bytes) =>
        CreateRequest(method, ReadKey("aicore"), Files) with { Body = CreateBody(bytes) };

    private async Task<Failure> UploadFailsAsync(SocketServer server, HttpMethod method, TimeSpan timeout)
    {
        using HttpTransport transport = new(Clock);
        TransportRequest call = new(method, new Uri($"http://127.0.0.1:{server.Port}/"))
        {
            Content = CreateBody(new byte[8_000_000]).CreateContent,
            IsTransfer = true,
            Resend = method == HttpMethod.Put ? ResendPolicy.Always : ResendPolicy.IfNotProcessed,
            Network = new NetworkOptions { Timeout = timeout },
        };
        return (await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None))).Failure;
    }
}
