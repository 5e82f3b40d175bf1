using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Sources;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Tests connections to a token endpoint that fail before the response.</summary>
public sealed class ConnectionFaultTests : IDisposable
{
    private readonly TestClock clock = new();
    private readonly HttpTransport transport;

    public ConnectionFaultTests()
    {
        transport = new HttpTransport(clock);
    }

    public void Dispose() => transport.Dispose();

    [Fact]
    public async Task Unreachable_proxy_is_named()
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        TransportRequest call = new(HttpMethod.Get, new Uri("https://api.example/")) { Network =
            new NetworkOptions { Proxy = new ProxyServer(new Uri($"http://127.0.0.1:{port}")) } };

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));

        Assert.Equal(Failure.NetworkUnreachable, error.Failure);
        Assert.Contains($"The proxy 127.0.0.1:{port}, which is used for api.example", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_host_name_is_unreachable()
    {
        await AssertFailsAsync(Failure.NetworkUnreachable, "https://nosuchhost.invalid/oauth/token");
    }

    [Fact]
    public async Task A_token_endpoint_that_falls_silent_is_a_timeout()
    {
        TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SocketServer server = SocketServer.FallSilentAfter(string.Empty, silent);
        Task<BtpException> failing = AssertFailsAsync(Failure.NetworkTimeout, $"http://127.0.0.1:{server.Port}/oauth/token");
        await silent.Task;
        clock.Advance(NetworkOptions.Default.Timeout);

        await failing;
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Plain_text_on_a_TLS_port_is_not_retried()
    {
        using SocketServer server =
            new(async (stream, ended) => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), ended));

        BtpException error = await AssertFailsAsync(Failure.TlsFailed, $"https://127.0.0.1:{server.Port}/oauth/token");
        Assert.Contains("does not use TLS on this port", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("untrusted", "127.0.0.1", -1, 10, "is self-signed")]
    [InlineData("expired", "127.0.0.1", -10, -1, "its certificate expired on ")]
    [InlineData("not yet valid", "127.0.0.1", 1, 10, "its certificate is not valid before ")]
    [InlineData("for another host", "127.0.0.2", -1, 10, "its certificate is for '127.0.0.2', not for '127.0.0.1'")]
    public async Task Invalid_server_certificate_is_reported_with_the_reason_and_not_retried(string _, string address, int from, int to,
        string reason)
    {
        using X509Certificate2 certificate = CreateServerCertificate(address, from, to);
        using SocketServer server = new(async (stream, ended) =>
        {
            await using SslStream tls = new(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await SocketServer.ReadRequestAsync(tls, ended);
        });
        using HttpTransport trusting = reason == "is self-signed" ? new(new TestClock())
            : new(new TestClock(), TrustedAuthority.CreateHandlerFactory(certificate.ExportCertificatePem()));

        BtpException error = await AssertFailsAsync(Failure.TlsFailed, $"https://127.0.0.1:{server.Port}/oauth/token", trusting);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_token_and_closes_the_socket()
    {
        TaskCompletionSource received = new(), closed = new();
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadRequestAsync(stream, ended);
            received.SetResult();
            int read = await stream.ReadAsync(new byte[1], ended);
            closed.SetResult();
        });
        using CancellationTokenSource stop = new();
        TokenCache cache = new(new TokenClient(transport, TimeProvider.System, _ => null), TimeProvider.System);
        Task<OAuthToken> waiting =
            cache.GetTokenAsync(TokenRequest.FromKey(CreateKey($"http://127.0.0.1:{server.Port}/oauth/token")), stop.Token).AsTask();
        await received.Task;

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await closed.Task;
        Assert.Empty(cache.Tokens);
    }

    private static ServiceKey CreateKey(string tokenUrl) =>
        new ServiceKeyValues(new Uri(tokenUrl), "sb-app!t1", new ClientSecret(new Secret(TestServiceKeys.Canary))).ToKey();

    private Task<BtpException> AssertFailsAsync(Failure expected, string tokenUrl) => AssertFailsAsync(expected, tokenUrl, transport);

    private static async Task<BtpException> AssertFailsAsync(Failure expected, string tokenUrl, HttpTransport transport)
    {
        TokenClient client = new(transport, TimeProvider.System, _ => null);
        TokenRequest request = TokenRequest.FromKey(CreateKey(tokenUrl));

        BtpException error =
            await Assert.ThrowsAnyAsync<BtpException>(() => client.GetTokenAsync(request, CancellationToken.None).AsTask());

        Assert.Equal(expected, error.Failure);
        Assert.DoesNotContain(TestServiceKeys.Canary, error.ToString(), StringComparison.Ordinal);
        return error;
    }

    private static X509Certificate2 CreateServerCertificate(string address, int fromDays, int toDays)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=server", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));
    }
}
