using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class ClientCertificateTests
{
    private static readonly TestCertificates Issued = TestCertificates.Issue();

    public static TheoryData<string> Writings =>
        ["as PEM", "literal line ends", "CRLF", "no line ends", "spaces for line ends", "byte order mark"];

    [PemFact]
    public void Certificate_key_has_credential_type_x509_and_an_expiry_date()
    {
        ServiceKey key = TestServiceKeys.Read(Issued.ToKeyJson());

        Assert.Equal("x509", key.CredentialType);
        Assert.InRange(key.CertificateExpiresAt!.Value, DateTimeOffset.UtcNow.AddDays(5), DateTimeOffset.UtcNow.AddDays(7));
        Assert.Equal("https://sub.authentication.cert.example/oauth/token", key.TokenUrl.AbsoluteUri);
    }

    [PemTheory]
    [MemberData(nameof(Writings))]
    public void Damaged_line_ends_in_PEM_are_repaired(string writing)
    {
        ServiceKey key = TestServiceKeys.Read(
            TestServiceKeys.FormatX509Key(FormatPem(Issued.Chain, writing), FormatPem(Issued.PrivateKey, writing)));

        using CertificateChain chain = ((ClientCertificate)key.Credential).Load();
        Assert.True(chain.Leaf.HasPrivateKey);
        Assert.Equal(2, chain.Issuers.Count);
    }

    [PemFact]
    public void Elliptic_curve_private_key_is_read()
    {
        Assert.NotNull(TestServiceKeys.Read(TestCertificates.Issue(ellipticCurve: true).ToKeyJson()).CertificateExpiresAt);
    }

    [PemTheory]
    [InlineData("the private key of another certificate")]
    [InlineData("canary-no-pem")]
    [InlineData("-----BEGIN PRIVATE KEY-----\ncanaryAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIICcanary\n-----END ENCRYPTED PRIVATE KEY-----")]
    public void Invalid_private_key_is_rejected_and_not_shown_in_the_error(string privateKey)
    {
        string sent = privateKey.StartsWith("the private", StringComparison.Ordinal) ? TestCertificates.Issue().PrivateKey : privateKey;

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(
            () => TestServiceKeys.Read(TestServiceKeys.FormatX509Key(Issued.Chain, sent)));

        Assert.Equal(Failure.CertificateInvalid, error.Failure);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [PemTheory]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("no certificate")]
    public void Invalid_certificate_is_rejected(string certificate)
    {
        string json = TestServiceKeys.FormatX509Key(certificate, Issued.PrivateKey);

        Assert.Equal(Failure.CertificateInvalid, Assert.Throws<ServiceKeyException>(() => TestServiceKeys.Read(json)).Failure);
    }

    [Fact]
    public void Client_secret_is_used_when_the_certificate_members_are_empty()
    {
        ServiceKey key = TestServiceKeys.Read(
            """{"clientid":"c","clientsecret":"s","url":"https://uaa.example","certificate":"","key":""}""");

        Assert.Equal("s", TestServiceKeys.RevealSecret(key));
        Assert.Null(key.CertificateExpiresAt);
    }

    [PemTheory]
    [InlineData(-10, -1, Failure.CertificateExpired)]
    [InlineData(1, 10, Failure.CertificateInvalid)]
    public async Task Certificate_outside_its_validity_period_is_rejected_before_sending(int from, int to, Failure expected)
    {
        using HttpTransport transport = new(TimeProvider.System);
        TestCertificates certificates = TestCertificates.Issue(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to));
        TokenClient client = new(transport, TimeProvider.System, _ => null);

        TokenRequest request = TokenRequest.FromKey(TestServiceKeys.Read(certificates.ToKeyJson()));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => client.GetTokenAsync(request, CancellationToken.None).AsTask());
        Assert.Equal(expected, error.Failure);
        Assert.Contains("The request was not sent.", error.Message, StringComparison.Ordinal);
    }

    private static string FormatPem(string pem, string writing) => writing switch
    {
        "literal line ends" => pem.Replace("\n", "\\n", StringComparison.Ordinal),
        "CRLF" => pem.Replace("\n", "\r\n", StringComparison.Ordinal),
        "no line ends" => pem.Replace("\n", "", StringComparison.Ordinal),
        "spaces for line ends" => pem.Replace("\n", " ", StringComparison.Ordinal),
        "byte order mark" => "\uFEFF" + pem,
        _ => pem,
    };
}
