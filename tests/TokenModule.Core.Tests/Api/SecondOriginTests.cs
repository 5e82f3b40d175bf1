using System.Collections.Concurrent;
using System.Text;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Tests that a second server never receives the token of the first server.</summary>
public sealed class SecondOriginTests : ApiTestBase, IClassFixture<SharedEmulator>, IDisposable
{
    private readonly ConcurrentQueue<string> heard = new();
    private readonly SocketServer elsewhere;

    public SecondOriginTests(SharedEmulator shared)
        : base(shared)
    {
        elsewhere = new SocketServer(async (stream, ended) =>
        {
            using StreamReader reader = new(stream, Encoding.ASCII);
            while (await reader.ReadLineAsync(ended) is { Length: > 0 } line)
            {
                heard.Enqueue(line);
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), ended);
        });
    }

    [Theory]
    [InlineData("http://{elsewhere}/x")]
    [InlineData("HTTP://{elsewhere}/x")]
    [InlineData("//{elsewhere}/x")]
    [InlineData("///{elsewhere}/x")]
    [InlineData("@{elsewhere}/x")]
    [InlineData("/@{elsewhere}/x")]
    [InlineData(":80@{elsewhere}/x")]
    [InlineData("user:password@{elsewhere}/x")]
    [InlineData("\\\\{elsewhere}\\x")]
    [InlineData("/\\{elsewhere}/x")]
    [InlineData("\\/{elsewhere}/x")]
    [InlineData("%2f%2f{elsewhere}/x")]
    [InlineData("/%2f{elsewhere}/x")]
    [InlineData("/%5c%5c{elsewhere}/x")]
    [InlineData("/..//{elsewhere}/x")]
    [InlineData("/.//{elsewhere}/x")]
    [InlineData(".{elsewhere}/x")]
    [InlineData("#@{elsewhere}/x")]
    [InlineData("?@{elsewhere}/x")]
    [InlineData("/x\r\nHost: {elsewhere}")]
    [InlineData("/x?redirect=http://{elsewhere}/x")]
    public async Task No_path_sends_the_token_to_another_origin(string path)
    {
        await AssertNotSentAsync(() => CreateRequest(HttpMethod.Get, ReadKey(SeedSystem.DocumentInformationExtraction),
            InsertAddresses(path)) with { AcceptsResponse = _ => true });
    }

    [Theory]
    [InlineData("http://{elsewhere}/x")]
    [InlineData("http://{own}@{elsewhere}/x")]
    [InlineData("http://{elsewhere}#@{own}/x")]
    [InlineData("http://{elsewhere}?@{own}/x")]
    [InlineData("http://localhost:{port}/x")]
    [InlineData("http://[::1]:{port}/x")]
    [InlineData("http://0x7f000001:{port}/x")]
    [InlineData("http://127.1:{port}/x")]
    [InlineData("https://{elsewhere}/x")]
    [InlineData("ftp://{elsewhere}/x")]
    [InlineData("//{elsewhere}/x")]
    public async Task No_address_sends_the_token_to_another_origin(string address)
    {
        ServiceKey key = ReadKey(SeedSystem.DocumentInformationExtraction);

        Assert.Equal(Failure.HostNotAllowed, await AssertNotSentAsync(() => new BtpApiRequest(HttpMethod.Get,
            ApiAddress.RequireAllowed(new Uri(InsertAddresses(address), UriKind.RelativeOrAbsolute), key, []), TokenRequest.FromKey(key))));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_sends_the_token_to_another_origin(int status)
    {
        Btp.Faults.Add(new Fault { Path = "/document", Status = status, Headers = new Dictionary<string,
            string> { ["Location"] = InsertAddresses("http://{elsewhere}/x") } });

        Assert.Equal(Failure.RedirectRefused, await AssertNotSentAsync(() =>
            CreateRequest(HttpMethod.Post, ReadKey(SeedSystem.DocumentInformationExtraction), "document/jobs", new { })));
    }

    [Fact]
    public async Task Allowed_host_receives_the_token()
    {
        ServiceKey key = ReadKey(SeedSystem.DocumentInformationExtraction);
        Uri address =
            ApiAddress.RequireAllowed(new Uri(InsertAddresses("http://{elsewhere}/x")), key, [InsertAddresses("http://{elsewhere}")]);

        Assert.Equal(200, (await SendAsync(new BtpApiRequest(HttpMethod.Get, address, TokenRequest.FromKey(key)))).StatusCode);
        Assert.Contains(heard, line => line.StartsWith("Authorization: Bearer ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://{elsewhere}")]
    [InlineData("127.0.0.1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://0.0.1:{port}")]
    [InlineData("*")]
    [InlineData("")]
    public async Task Host_that_differs_from_the_allowed_host_receives_no_token(string allowed)
    {
        ServiceKey key = ReadKey(SeedSystem.DocumentInformationExtraction);

        Assert.Equal(Failure.HostNotAllowed, await AssertNotSentAsync(() => new BtpApiRequest(HttpMethod.Get,
            ApiAddress.RequireAllowed(new Uri(InsertAddresses("http://{elsewhere}/x")), key, [InsertAddresses(allowed)]),
            TokenRequest.FromKey(key))));
    }

    public void Dispose() => elsewhere.Dispose();

    private string InsertAddresses(string text) => text.Replace("{elsewhere}", $"127.0.0.1:{elsewhere.Port}", StringComparison.Ordinal)
        .Replace("{port}", $"{elsewhere.Port}", StringComparison.Ordinal).Replace("{own}", Btp.Address.Authority, StringComparison.Ordinal);

    private async Task<Failure?> AssertNotSentAsync(Func<BtpApiRequest> request)
    {
        Failure? failure = null;
        try
        {
            TransportResponse answer = await SendAsync(request());
            Assert.NotEqual(0, Btp.Requests.Count("GET"));
            Assert.NotNull(answer);
        }
        catch (BtpException e)
        {
            failure = e.Failure;
        }

        Assert.Equal(0, elsewhere.Connections);
        return failure;
    }
}
