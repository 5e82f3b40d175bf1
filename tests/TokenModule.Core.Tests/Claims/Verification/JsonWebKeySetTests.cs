using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>Which of the keys that a server publishes can check a signature.</summary>
public sealed class JsonWebKeySetTests
{
    private static readonly string Good = SigningKeys.Sign(Verifying.Claims());
    private static readonly string GoodKey = SigningKeys.Jwk(SigningKeys.Rsa);

    [Theory]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"AAAA","kid":"key-1"}""")]
    [InlineData("""{"kty":"oct","k":"AAAA","kid":"key-1"}""")]
    [InlineData("""{"kty":"new","kid":"key-1"}""")]
    [InlineData("""{"kty":["RSA"],"kid":"key-1"}""")]
    [InlineData("""{"kid":"key-1"}""")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("[{}]")]
    public void An_unknown_kty_is_ignored(string other)
    {
        Assert.Null(Verifying.Flaw(Assert.Single(Read(other, GoodKey)), Good));
    }

    [Fact]
    public void Unknown_members_are_ignored()
    {
        string jwk = SigningKeys.Jwk(SigningKeys.Rsa, """ "kid":"key-1","use":"sig","key_ops":["verify"],"alg":"RS256","value":"-----BEGIN PUBLIC KEY-----","x5c":["AAAA"],"new":{}""");

        Assert.Null(Verifying.Flaw(Assert.Single(Read(jwk)), Good));
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
    public void A_use_other_than_sig_and_key_ops_without_verify_are_refused(string members)
    {
        Assert.Empty(Read(SigningKeys.Jwk(SigningKeys.Rsa, "\"kid\":\"key-1\"," + members)));
    }

    [Theory]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    [InlineData("ES256")]
    public void A_jwks_own_algorithm_must_equal_the_headers(string algorithm)
    {
        VerificationKey key = Assert.Single(Read(SigningKeys.Jwk(SigningKeys.Rsa, $"\"kid\":\"key-1\",\"alg\":\"{algorithm}\"")));

        Assert.Contains(algorithm, Verifying.Flaw(key, Good), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_whose_algorithm_is_no_text_is_refused()
    {
        Assert.Empty(Read(SigningKeys.Jwk(SigningKeys.Rsa, "\"kid\":\"key-1\",\"alg\":[\"RS256\"]")));
    }

    [Fact]
    public void Of_a_duplicate_kid_both_keys_are_told() => Assert.Equal(2, Read(GoodKey, SigningKeys.Jwk(SigningKeys.OtherRsa)).Count);

    [Theory]
    [InlineData("ES256", "P-256")]
    [InlineData("ES384", "P-384")]
    [InlineData("ES512", "P-521")]
    public void Keys_of_every_curve_are_read(string algorithm, string curve)
    {
        VerificationKey key = Assert.Single(Read(SigningKeys.Jwk(SigningKeys.OfCurve(algorithm), curve)));

        Assert.Null(Verifying.Flaw(key, SigningKeys.Sign(Verifying.Claims(), algorithm)));
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
    public void A_key_that_is_none_is_left_out(string jwk)
    {
        Assert.Empty(Read(jwk, SigningKeys.Jwk(SigningKeys.Rsa, "\"kid\":\"key-2\"")));
    }

    [Fact]
    public void A_short_rsa_key_is_left_out()
    {
        using RSA rsa = RSA.Create(1024);

        Assert.Empty(Read(SigningKeys.Jwk(rsa)));
    }

    [Fact]
    public void A_key_too_long_to_work_with_is_left_out()
    {
        byte[] modulus = new byte[100_000];
        Array.Fill(modulus, (byte)0xFF);

        Assert.Empty(Read(SigningKeys.Jwk(modulus, [1, 0, 1])));
    }

    private static IReadOnlyList<VerificationKey> Read(params string[] jwks) => JsonWebKeySet.Parse(Encoding.UTF8.GetBytes(SigningKeys.Set(jwks))).Of(SigningKeys.Id);
}
