using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Tests the messages for failed handshakes, and counts the connections at the server.</summary>
[Collection(nameof(SequentialTests))]
public sealed class TlsFaultTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task Self_signed_certificate_is_described_with_the_stores_that_can_trust_it()
    {
        using X509Certificate2 certificate = CreateCertificate("127.0.0.1", -1, 10);

        string message = await FailAsync(certificate, isTrusted: false);

        Assert.Contains("its certificate (CN=server) is self-signed, and this computer does not trust it. ", message,
            StringComparison.Ordinal);
        Assert.Contains("the certificate store of the operating system", message, StringComparison.Ordinal);
        Assert.Equal(OperatingSystem.IsLinux(), message.Contains("SSL_CERT_FILE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_of_an_unknown_issuer_names_the_issuer()
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest rootRequest = new("CN=Company Root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 root = rootRequest.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(10));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 issued = CreateRequest("127.0.0.1", key).Create(root, Now.AddDays(-1), Now.AddDays(9), [1, 2, 3]);
        using X509Certificate2 certificate = issued.CopyWithPrivateKey(key);

        string message = await FailAsync(certificate, isTrusted: false);

        Assert.Contains("this computer does not know the issuer 'CN=Company Root' of its certificate. ", message, StringComparison.Ordinal);
        Assert.Contains("the certificate store of the operating system", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_certificate_is_described_with_its_end()
    {
        using X509Certificate2 certificate = CreateCertificate("127.0.0.1", -10, -1);

        Assert.Contains($"its certificate expired on {certificate.NotAfter:yyyy-MM-dd HH:mm}. ", await FailAsync(certificate),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_of_the_future_is_described_with_its_start()
    {
        using X509Certificate2 certificate = CreateCertificate("127.0.0.1", 1, 10);

        Assert.Contains($"its certificate is not valid before {certificate.NotBefore:yyyy-MM-dd HH:mm}. ", await FailAsync(certificate),
            StringComparison.Ordinal);
    }

    // OpenSSL 3 reports these texts.
    [Theory]
    [InlineData("error:0A00045C:SSL routines::tlsv13 alert certificate required", "the server requires a client certificate")]
    [InlineData("error:0A000412:SSL routines::sslv3 alert bad certificate", "the server requires a client certificate")]
    [InlineData("error:0A000418:SSL routines::tlsv1 alert unknown ca", "the server requires a client certificate")]
    [InlineData("error:0A00042E:SSL routines::tlsv1 alert protocol version", "the server and this computer have no TLS version in common")]
    [InlineData("error:0A000410:SSL routines::sslv3 alert handshake failure", "the server ended the handshake")]
    public void Alert_of_the_server_is_described_in_words(string alert, string words)
    {
        TransportRequest call = new(HttpMethod.Get, new Uri("https://api.example/"));
        HttpRequestException exception = new("The SSL connection could not be established.",
            new AuthenticationException("See inner.", new InvalidOperationException(alert)));

        TransportException? error = TlsFault.DescribeOrDefault(call, exception, attempts: 1);

        Assert.Equal(Failure.TlsFailed, error!.Failure);
        Assert.StartsWith($"No secure connection to api.example: {words}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_connection_is_not_a_failure_of_tls()
    {
        TransportRequest call = new(HttpMethod.Get, new Uri("https://api.example/"));

        Assert.Null(
            TlsFault.DescribeOrDefault(call, new HttpRequestException("Broken.", new IOException("The response ended.")), attempts: 1));
    }

    private static X509Certificate2 CreateCertificate(string address, int fromDays, int toDays)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return CreateRequest(address, key).CreateSelfSigned(Now.AddDays(fromDays), Now.AddDays(toDays));
    }

    private static CertificateRequest CreateRequest(string address, ECDsa key)
    {
        CertificateRequest request = new("CN=server", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static async Task<string> FailAsync(X509Certificate2 certificate, bool isTrusted = true)
    {
        int connections = 0;
        using SocketServer server = new(async (stream, ended) =>
        {
            Interlocked.Increment(ref connections);
            await using SslStream tls = new(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await SocketServer.ReadHeadAsync(tls, ended);
        });
        using HttpTransport transport = isTrusted
            ? new(new TestClock(), TrustedAuthority.CreateHandlerFactory(certificate.ExportCertificatePem())) : new(new TestClock());
        TransportRequest call = new(HttpMethod.Get, new Uri($"https://127.0.0.1:{server.Port}/")) { Resend = ResendPolicy.Always };

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));

        Assert.Equal((Failure.TlsFailed, 1), (error.Failure, connections));
        Assert.StartsWith($"No secure connection to 127.0.0.1:{server.Port}: ", error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
