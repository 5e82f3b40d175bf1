using System.Collections.Concurrent;
using System.Text;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>A second server stands by, and must never see the token that is for the first.</summary>
public sealed class SecondOriginTests : ApiCalls, IClassFixture<SharedEmulator>, IDisposable
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
    public async Task No_path_leads_there(string path)
    {
        await IsNotSent(() => Request(HttpMethod.Get, Key(SeedSystem.DocumentInformationExtraction), There(path)) with { Accepts = _ => true });
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
    public async Task No_address_leads_there(string address)
    {
        ServiceKey key = Key(SeedSystem.DocumentInformationExtraction);

        Assert.Equal(Failure.HostNotAllowed, await IsNotSent(() => new BtpApiRequest(HttpMethod.Get, ApiAddress.Allowed(new Uri(There(address), UriKind.RelativeOrAbsolute), key, []), TokenRequest.For(key))));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_leads_there(int status)
    {
        Btp.Faults.Add(new Fault { Path = "/document", Status = status, Headers = new Dictionary<string, string> { ["Location"] = There("http://{elsewhere}/x") } });

        Assert.Equal(Failure.RedirectRefused, await IsNotSent(() => Request(HttpMethod.Post, Key(SeedSystem.DocumentInformationExtraction), "document/jobs", new { })));
    }

    [Fact]
    public async Task A_host_that_is_allowed_by_name_has_the_token()
    {
        ServiceKey key = Key(SeedSystem.DocumentInformationExtraction);
        Uri address = ApiAddress.Allowed(new Uri(There("http://{elsewhere}/x")), key, [There("http://{elsewhere}")]);

        Assert.Equal(200, (await Send(new BtpApiRequest(HttpMethod.Get, address, TokenRequest.For(key)))).StatusCode);
        Assert.Contains(heard, line => line.StartsWith("Authorization: Bearer ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://{elsewhere}")]
    [InlineData("127.0.0.1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://0.0.1:{port}")]
    [InlineData("*")]
    [InlineData("")]
    public async Task A_host_that_is_named_otherwise_has_not(string allowed)
    {
        ServiceKey key = Key(SeedSystem.DocumentInformationExtraction);

        Assert.Equal(Failure.HostNotAllowed, await IsNotSent(() => new BtpApiRequest(HttpMethod.Get, ApiAddress.Allowed(new Uri(There("http://{elsewhere}/x")), key, [There(allowed)]), TokenRequest.For(key))));
    }

    public void Dispose() => elsewhere.Dispose();

    private string There(string text) => text.Replace("{elsewhere}", $"127.0.0.1:{elsewhere.Port}", StringComparison.Ordinal)
        .Replace("{port}", $"{elsewhere.Port}", StringComparison.Ordinal).Replace("{own}", Btp.Address.Authority, StringComparison.Ordinal);

    private async Task<Failure?> IsNotSent(Func<BtpApiRequest> request)
    {
        Failure? failure = null;
        try
        {
            HttpAnswer answer = await Send(request());
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
