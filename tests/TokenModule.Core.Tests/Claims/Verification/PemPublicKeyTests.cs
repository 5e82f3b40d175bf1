using System.Security.Cryptography;
using TokenModule.Claims.Verification;

namespace TokenModule;

public sealed class PemPublicKeyTests
{
    private static readonly string Token = SigningKeys.Sign(Verifying.Claims());

    [Theory]
    [InlineData("\n", "\\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("\n", "")]
    [InlineData("-----BEGIN", " \n-----BEGIN")]
    public void Line_ends_of_any_kind_are_read(string found, string put)
    {
        Assert.True(Verifying.Verify(Token, SigningKeys.RsaPem.Replace(found, put, StringComparison.Ordinal)).SignatureVerified);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n***\n-----END PUBLIC KEY-----")]
    public void A_damaged_key_is_named(string pem)
    {
        Assert.Contains("'verificationkey'", Verifying.Message(Token, pem), StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_key_in_its_place_is_not_repeated()
    {
        string pem = SigningKeys.Rsa.ExportPkcs8PrivateKeyPem();

        Assert.DoesNotContain(pem.Split('\n')[3], Assert.Throws<TokenVerificationException>(() => Verifying.Verify(Token, pem)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_that_tokens_are_not_signed_with_is_refused()
    {
        using ECDsa other = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));

        Assert.Equal(Failure.KeyUnknown, Verifying.Refused(Token, other.ExportSubjectPublicKeyInfoPem()));
    }
}
