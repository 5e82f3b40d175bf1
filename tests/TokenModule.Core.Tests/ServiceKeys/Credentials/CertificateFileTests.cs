using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule;

public sealed class CertificateFileTests : IDisposable
{
    private const string Password = "correct horse";

    private static readonly TestCertificates Issued = TestCertificates.Issue();

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [PemFact]
    public void Pem_file_contains_the_certificate_its_issuer_and_the_key()
    {
        RequireClient(CertificateFile.Read([WriteText("client.pem", Issued.Chain + Issued.PrivateKey)], password: null));
    }

    [PemFact]
    public void Key_can_be_before_the_certificate()
    {
        RequireClient(CertificateFile.Read([WriteText("client.pem", Issued.PrivateKey + "\n" + Issued.Chain)], password: null));
    }

    [PemFact]
    public void Certificate_and_key_can_be_two_files()
    {
        RequireClient(CertificateFile.Read([WriteText("tls.crt", Issued.Chain), WriteText("tls.key", Issued.PrivateKey)], password: null));
    }

    [PemFact]
    public void Encrypted_key_is_read_with_its_password()
    {
        RequireClient(CertificateFile.Read([WriteText("client.pem", Issued.Chain + EncryptKey())], new Secret(Password)));
    }

    [Fact]
    public void Pkcs12_file_is_read_with_its_password()
    {
        RequireClient(CertificateFile.Read([WritePkcs12(Password)], new Secret(Password)));
    }

    [Fact]
    public void Pkcs12_file_without_a_password_is_read()
    {
        RequireClient(CertificateFile.Read([WritePkcs12(null)], password: null));
    }

    [PemTheory]
    [InlineData(null, "-CertificatePassword")]
    [InlineData("wrong", "Check -CertificatePassword")]
    public void Missing_or_wrong_password_is_named(string? password, string expected)
    {
        foreach (string path in new[] { WritePkcs12(Password), WriteText("client.pem", Issued.Chain + EncryptKey()) })
        {
            ServiceKeyException error = Assert.Throws<ServiceKeyException>(
                () => CertificateFile.Read([path], password is null ? null : new Secret(password)));

            Assert.Equal(Failure.CertificateInvalid, error.Failure);
            Assert.Contains(expected, error.Message);
            Assert.DoesNotContain(Password, error.ToString());
        }
    }

    [Fact]
    public void Files_without_a_usable_certificate_are_refused()
    {
        string[] files =
        [
            WriteText("only-certificate.pem", Issued.Chain), WriteText("only-key.pem", Issued.PrivateKey), WriteText("text.pem", "hello"),
            WriteText("empty.pem", string.Empty), WriteText("other-key.pem", Issued.Chain + TestCertificates.Issue().PrivateKey),
        ];
        Assert.All(files, file =>
        {
            ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => CertificateFile.Read([file], password: null));
            Assert.Equal(Failure.CertificateInvalid, error.Failure);
        });
    }

    [Theory]
    [InlineData("00112233445566778899AABBCCDDEEFF00112233", true)]
    [InlineData("\u200E00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22 33", true)]
    [InlineData("00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33", true)]
    [InlineData("./client.pem", false)]
    [InlineData("00112233", false)]
    public void Thumbprint_is_recognized(string text, bool expected) => Assert.Equal(expected, CertificateStore.IsThumbprint(text));

    [Fact]
    public void Unknown_thumbprint_is_an_error()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => CertificateStore.Find(new string('A', 40)));

        Assert.Equal(Failure.CertificateInvalid, error.Failure);
        Assert.Contains("thumbprint", error.Message);
    }

    private static void RequireClient(ClientCertificate certificate)
    {
        Assert.Equal("CN=client", certificate.Subject);
        using CertificateChain chain = certificate.Load();
        Assert.True(chain.Leaf.HasPrivateKey);
        Assert.Contains(chain.Issuers, issuer => issuer.Subject == "CN=intermediate");
    }

    private static string EncryptKey()
    {
        using RSA key = RSA.Create();
        key.ImportFromPem(Issued.PrivateKey);
        PbeParameters encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return key.ExportEncryptedPkcs8PrivateKeyPem(Password, encryption);
    }

    private string WritePkcs12(string? password)
    {
        X509Certificate2Collection all = [];
        all.ImportFromPem(Issued.Chain);
        all[0] = X509Certificate2.CreateFromPem(Issued.Chain, Issued.PrivateKey);
        string path = directory.GetFilePath($"client{password?.Length}.pfx");
        File.WriteAllBytes(path, all.Export(X509ContentType.Pkcs12, password)!);
        return path;
    }

    private string WriteText(string name, string text)
    {
        string path = directory.GetFilePath(name);
        File.WriteAllText(path, text);
        return path;
    }
}
