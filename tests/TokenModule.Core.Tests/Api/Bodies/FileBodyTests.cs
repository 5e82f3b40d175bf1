using System.Security.Cryptography;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;

namespace TokenModule;

public sealed class FileBodyTests : ApiCalls, IClassFixture<SharedEmulator>, IDisposable
{
    private const string Files = "/v2/lm/dataset/files/data.csv";

    private readonly TemporaryDirectory directory = new();

    public FileBodyTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task A_file_arrives_as_it_is_with_its_length_and_type(int length)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(length);

        HttpAnswer answer = await Send(Upload(HttpMethod.Put, bytes));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Json(answer).GetProperty("sha256").GetString());
        IReadOnlyDictionary<string, string> sent = Assert.Single(Btp.Requests.Matching("PUT")).Headers;
        Assert.Equal(("text/csv", $"{length}"), (sent["Content-Type"], sent["Content-Length"]));
    }

    [Theory]
    [InlineData("PUT", 429)]
    [InlineData("POST", 429)]
    [InlineData("PUT", 500)]
    [InlineData("PUT", 401)]
    public async Task A_file_that_is_sent_again_is_read_from_its_beginning(string method, int status)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(5000);
        Btp.Faults.Add(new Fault { Path = Files, Status = status });

        HttpAnswer answer = await Send(Upload(new HttpMethod(method), bytes));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Json(answer).GetProperty("sha256").GetString());
        Assert.Equal(2, Btp.Requests.Count(method, Files));
    }

    [Fact]
    public async Task A_file_that_is_gone_before_it_is_sent_again_is_an_error()
    {
        Btp.Faults.Add(new Fault { Path = Files, Status = 429 });
        BtpApiRequest request = Upload(HttpMethod.Put, [1, 2, 3]) with { Network = new NetworkOptions { Report = _ => File.Delete(directory.File("data.csv")) } };

        Assert.Equal(Failure.FileNotReadable, (await Fails(request)).Failure);
        Assert.InRange(Btp.Requests.Count("PUT"), 0, 1);
    }

    [Theory]
    [InlineData("missing.csv", "no such file")]
    [InlineData("directory", "is a directory")]
    public void What_is_no_file_is_said_before_anything_is_sent(string name, string why)
    {
        Directory.CreateDirectory(directory.File("directory"));

        BtpApiException error = Assert.Throws<BtpApiException>(() => SentFile.At(directory.File(name)));

        Assert.Equal(Failure.FileNotReadable, error.Failure);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_tells_what_was_sent_of_how_much()
    {
        List<TransferProgress> told = [];

        await Send(Upload(HttpMethod.Put, new byte[1_000_000]) with { Network = new NetworkOptions { Progress = told.Add } });

        Assert.Equal(new TransferProgress(1_000_000, 1_000_000), told[^1]);
        Assert.Equal(told.OrderBy(p => p.Bytes), told);
    }

    [Fact]
    public async Task A_server_that_stops_reading_ends_it_after_the_time_without_a_byte()
    {
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            await SocketServer.HoldAsync(ended);
        });

        Assert.Equal((Failure.NetworkTimeout, 1), (await Broken(server, HttpMethod.Put, TimeSpan.FromMilliseconds(500)), server.Connections));
    }

    [Theory]
    [InlineData("PUT", 4)]
    [InlineData("POST", 1)]
    public async Task A_server_that_hangs_up_is_asked_again_only_where_that_is_safe(string method, int connections)
    {
        using SocketServer server = new(SocketServer.ReadHeadAsync);

        Assert.Equal((Failure.NetworkBroken, connections), (await Broken(server, new HttpMethod(method), TimeSpan.FromSeconds(20)), server.Connections));
    }

    [Theory]
    [InlineData("a.pdf", "application/pdf")]
    [InlineData("A.PDF", "application/pdf")]
    [InlineData("a.b.json", "application/json")]
    [InlineData("a.jpeg", "image/jpeg")]
    [InlineData("a.tar.gz", "application/gzip")]
    [InlineData("a.unknown", "application/octet-stream")]
    [InlineData("README", "application/octet-stream")]
    public void The_name_of_a_file_tells_its_media_type(string name, string type) => Assert.Equal(type, MediaTypes.OfFile(name));

    public void Dispose() => directory.Dispose();

    private FileBody Body(byte[] bytes)
    {
        File.WriteAllBytes(directory.File("data.csv"), bytes);
        return new FileBody(SentFile.At(directory.File("data.csv")), contentType: null);
    }

    private BtpApiRequest Upload(HttpMethod method, byte[] bytes) => Request(method, Key("aicore"), Files) with { Body = Body(bytes) };

    private async Task<Failure> Broken(SocketServer server, HttpMethod method, TimeSpan timeout)
    {
        using HttpTransport transport = new(Clock);
        HttpCall call = new(method, new Uri($"http://127.0.0.1:{server.Port}/"))
        {
            Content = Body(new byte[8_000_000]).Open,
            IsTransfer = true,
            Resend = method == HttpMethod.Put ? Resend.Always : Resend.IfNotProcessed,
            Network = new NetworkOptions { Timeout = timeout },
        };
        return (await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None))).Failure;
    }
}
