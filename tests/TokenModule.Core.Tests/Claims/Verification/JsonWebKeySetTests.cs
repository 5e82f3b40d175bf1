using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>Tests which published keys can check a signature.</summary>
public sealed class JsonWebKeySetTests
{
    private static readonly string ValidToken = SigningKeys.Sign(TestVerifier.FormatClaims());
    private static readonly string ValidKey = SigningKeys.FormatJwk(SigningKeys.Rsa);

    [Theory]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"AAAA","kid":"key-1"}""")]
    [InlineData("""{"kty":"oct","k":"AAAA","kid":"key-1"}""")]
    [InlineData("""{"kty":"new","kid":"key-1"}""")]
    [InlineData("""{"kty":["RSA"],"kid":"key-1"}""")]
    [InlineData("""{"kid":"key-1"}""")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("[{}]")]
    public void Key_with_an_unknown_kty_is_ignored(string other)
    {
        Assert.Null(TestVerifier.FindFlaw(Assert.Single(ReadKeys(other, ValidKey)), ValidToken));
    }

    [Fact]
    public void Unknown_members_are_ignored()
    {
        const string Members =
            """ "kid":"key-1","use":"sig","key_ops":["verify"],"alg":"RS256","value":"-----BEGIN PUBLIC KEY-----","x5c":["AAAA"],"new":{}""";
        string jwk = SigningKeys.FormatJwk(SigningKeys.Rsa, Members);

        Assert.Null(TestVerifier.FindFlaw(Assert.Single(ReadKeys(jwk)), ValidToken));
    }

    [Theory]
    [InlineData("\"use\":\"enc\"")]
    [InlineData("\"use\":\"SIG\"")]
    [InlineData("\"use\":[\"enc\"]")]
    [InlineData("\"use\":null")]
    [InlineData("\"key_ops\":[\"sign\"]")]
    [InlineData("\"key_ops\":[]")]
    [InlineData("\"key_ops\":{\"verify\":1}")]
    [InlineData("\"use\":\"sig\",\"key_ops\":[\"encrypt\"]")]
    public void Key_that_is_not_for_verifying_signatures_is_ignored(string members)
    {
        Assert.Empty(ReadKeys(SigningKeys.FormatJwk(SigningKeys.Rsa, "\"kid\":\"key-1\"," + members)));
    }

    [Theory]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    [InlineData("ES256")]
    public void Algorithm_of_a_key_must_equal_the_algorithm_of_the_header(string algorithm)
    {
        VerificationKey key = Assert.Single(ReadKeys(SigningKeys.FormatJwk(SigningKeys.Rsa, $"\"kid\":\"key-1\",\"alg\":\"{algorithm}\"")));

        Assert.Contains(algorithm, TestVerifier.FindFlaw(key, ValidToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_whose_algorithm_is_not_text_is_ignored()
    {
        Assert.Empty(ReadKeys(SigningKeys.FormatJwk(SigningKeys.Rsa, "\"kid\":\"key-1\",\"alg\":[\"RS256\"]")));
    }

    [Fact]
    public void Both_keys_with_a_duplicate_kid_are_returned() =>
        Assert.Equal(2, ReadKeys(ValidKey, SigningKeys.FormatJwk(SigningKeys.OtherRsa)).Count);

    [Theory]
    [InlineData("ES256", "P-256")]
    [InlineData("ES384", "P-384")]
    [InlineData("ES512", "P-521")]
    public void Keys_of_every_curve_are_read(string algorithm, string curve)
    {
        VerificationKey key = Assert.Single(ReadKeys(SigningKeys.FormatJwk(SigningKeys.GetCurveKey(algorithm), curve)));

        Assert.Null(TestVerifier.FindFlaw(key, SigningKeys.Sign(TestVerifier.FormatClaims(), algorithm)));
    }

    [Theory]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA","kid":"key-1"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","kid":"key-1"}""")]
    [InlineData("""{"kty":"EC","crv":"secp256k1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","kid":"key-1"}""")]
    [InlineData("""{"kty":"EC","crv":"P-521","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","kid":"key-1"}""")]
    [InlineData("""{"kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","kid":"key-1"}""")]
    [InlineData("""{"kty":"RSA","n":"AQAB","e":"AQAB","kid":"key-1"}""")]
    [InlineData("""{"kty":"RSA","e":"AQAB","kid":"key-1"}""")]
    [InlineData("""{"kty":"RSA","n":"===","e":"AQAB","kid":"key-1"}""")]
    public void Invalid_key_is_ignored(string jwk)
    {
        Assert.Empty(ReadKeys(jwk, SigningKeys.FormatJwk(SigningKeys.Rsa, "\"kid\":\"key-2\"")));
    }

    [Fact]
    public void Short_RSA_key_is_ignored()
    {
        using RSA rsa = RSA.Create(1024);

        Assert.Empty(ReadKeys(SigningKeys.FormatJwk(rsa)));
    }

    [Fact]
    public void Oversized_RSA_key_is_ignored()
    {
        byte[] modulus = new byte[100_000];
        Array.Fill(modulus, (byte)0xFF);

        Assert.Empty(ReadKeys(SigningKeys.FormatJwk(modulus, [1, 0, 1])));
    }

    private static IReadOnlyList<VerificationKey> ReadKeys(params string[] jwks) =>
        JsonWebKeySet.Parse(Encoding.UTF8.GetBytes(SigningKeys.FormatKeySet(jwks))).FindKeys(SigningKeys.Id);
}
