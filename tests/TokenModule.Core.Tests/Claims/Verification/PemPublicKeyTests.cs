using System.Security.Cryptography;
using TokenModule.Claims.Verification;

namespace TokenModule;

public sealed class PemPublicKeyTests
{
    private static readonly string Token = SigningKeys.Sign(TestVerifier.FormatClaims());

    [Theory]
    [InlineData("\n", "\\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("\n", "")]
    [InlineData("-----BEGIN", " \n-----BEGIN")]
    public void PEM_is_read_with_any_line_ending(string found, string put)
    {
        Assert.True(TestVerifier.Verify(Token, SigningKeys.RsaPem.Replace(found, put, StringComparison.Ordinal)).SignatureVerified);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n***\n-----END PUBLIC KEY-----")]
    public void Damaged_key_is_reported(string pem)
    {
        Assert.Contains("'verificationkey'", TestVerifier.GetRejectionMessage(Token, pem), StringComparison.Ordinal);
    }

    [Fact]
    public void Private_key_is_not_repeated_in_the_error_message()
    {
        string pem = SigningKeys.Rsa.ExportPkcs8PrivateKeyPem();

        Assert.DoesNotContain(pem.Split('\n')[3], Assert.Throws<TokenVerificationException>(() => TestVerifier.Verify(Token, pem))
            .ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unsupported_curve_is_rejected()
    {
        using ECDsa other = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));

        Assert.Equal(Failure.KeyUnknown, TestVerifier.AssertRejected(Token, other.ExportSubjectPublicKeyInfoPem()));
    }
}
