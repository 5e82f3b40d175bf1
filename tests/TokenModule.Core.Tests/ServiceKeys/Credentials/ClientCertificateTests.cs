using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class ClientCertificateTests
{
    private static readonly TestCertificates Issued = TestCertificates.Issue();

    public static TheoryData<string> Writings => ["as PEM", "literal line ends", "CRLF", "no line ends", "spaces for line ends", "byte order mark"];

    [PemFact]
    public void A_key_with_a_certificate_tells_its_type_and_end()
    {
        ServiceKey key = Keys.Read(Issued.ToKeyJson());

        Assert.Equal("x509", key.CredentialType);
        Assert.InRange(key.CertificateExpiresAt!.Value, DateTimeOffset.UtcNow.AddDays(5), DateTimeOffset.UtcNow.AddDays(7));
        Assert.Equal("https://sub.authentication.cert.example/oauth/token", key.TokenUrl.AbsoluteUri);
    }

    [PemTheory]
    [MemberData(nameof(Writings))]
    public void Line_ends_that_were_lost_are_put_back(string writing)
    {
        ServiceKey key = Keys.Read(Keys.X509(Written(Issued.Chain, writing), Written(Issued.PrivateKey, writing)));

        using CertificateChain chain = ((ClientCertificate)key.Credential).Load();
        Assert.True(chain.Leaf.HasPrivateKey);
        Assert.Equal(2, chain.Issuers.Count);
    }

    [PemFact]
    public void An_elliptic_curve_key_is_read_too()
    {
        Assert.NotNull(Keys.Read(TestCertificates.Issue(ellipticCurve: true).ToKeyJson()).CertificateExpiresAt);
    }

    [PemTheory]
    [InlineData("the private key of another certificate")]
    [InlineData("canary-no-pem")]
    [InlineData("-----BEGIN PRIVATE KEY-----\ncanaryAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIICcanary\n-----END ENCRYPTED PRIVATE KEY-----")]
    public void A_private_key_that_does_not_fit_is_refused_and_not_repeated(string privateKey)
    {
        string sent = privateKey.StartsWith("the private", StringComparison.Ordinal) ? TestCertificates.Issue().PrivateKey : privateKey;

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => Keys.Read(Keys.X509(Issued.Chain, sent)));

        Assert.Equal(Failure.CertificateInvalid, error.Failure);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [PemTheory]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("no certificate")]
    public void What_is_no_certificate_is_refused(string certificate)
    {
        Assert.Equal(Failure.CertificateInvalid, Assert.Throws<ServiceKeyException>(() => Keys.Read(Keys.X509(certificate, Issued.PrivateKey))).Failure);
    }

    [Fact]
    public void A_certificate_without_its_private_key_names_the_member_that_is_missing()
    {
        Assert.Contains("'key'", Assert.Throws<ServiceKeyException>(() => Keys.Read(Keys.X509(Issued.Chain, ""))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_empty_certificate_members_the_secret_counts()
    {
        ServiceKey key = Keys.Read("""{"clientid":"c","clientsecret":"s","url":"https://uaa.example","certificate":"","key":""}""");

        Assert.Equal("s", Keys.SecretOf(key));
        Assert.Null(key.CertificateExpiresAt);
    }

    [PemTheory]
    [InlineData(-10, -1, Failure.CertificateExpired)]
    [InlineData(1, 10, Failure.CertificateInvalid)]
    public async Task A_certificate_out_of_its_time_is_found_before_the_call(int from, int to, Failure expected)
    {
        using HttpTransport transport = new(TimeProvider.System);
        TestCertificates certificates = TestCertificates.Issue(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to));
        TokenClient client = new(transport, TimeProvider.System, _ => null);

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => client.GetTokenAsync(TokenRequest.For(Keys.Read(certificates.ToKeyJson())), CancellationToken.None).AsTask());
        Assert.Equal(expected, error.Failure);
        Assert.Contains("nothing was sent", error.Message, StringComparison.Ordinal);
    }

    private static string Written(string pem, string writing) => writing switch
    {
        "literal line ends" => pem.Replace("\n", "\\n", StringComparison.Ordinal),
        "CRLF" => pem.Replace("\n", "\r\n", StringComparison.Ordinal),
        "no line ends" => pem.Replace("\n", "", StringComparison.Ordinal),
        "spaces for line ends" => pem.Replace("\n", " ", StringComparison.Ordinal),
        "byte order mark" => "\uFEFF" + pem,
        _ => pem,
    };
}
