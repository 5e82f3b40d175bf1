using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims.Verification;
using TokenModule.Claims;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule;

/// <summary>The examples of RFC 7515 (appendix A) and RFC 7519, as they are printed there.</summary>
public sealed class RfcExamplesTests
{
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    // RFC 7519 (3.1) prints the same token.
    private const string Hs256 = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Payload + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string HmacKey = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    private const string Rs256 = "eyJhbGciOiJSUzI1NiJ9." + Payload
        + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    private const string RsaModulus = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";

    private const string Es256 = "eyJhbGciOiJFUzI1NiJ9." + Payload
        + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    private const string Es512 = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";
    private const string None = "eyJhbGciOiJub25lIn0." + Payload + ".";

    private static readonly VerificationKey RsaKey =
        VerificationKey.CreateRsa(new RSAParameters { Modulus = DecodeBytes(RsaModulus), Exponent = DecodeBytes("AQAB") });
    private static readonly VerificationKey P256Key = VerificationKey.CreateCurveKey("P-256",
        new ECPoint { X = DecodeBytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
        Y = DecodeBytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0") });
    private static readonly VerificationKey P521Key = VerificationKey.CreateCurveKey("P-521", new ECPoint
    {
        X = DecodeBytes("AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk"),
        Y = DecodeBytes("ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"),
    });

    [Fact]
    public void A1_HS256_example_is_read_and_its_HMAC_is_correct()
    {
        byte[] mac = HMACSHA256.HashData(DecodeBytes(HmacKey), Encoding.ASCII.GetBytes(Hs256[..Hs256.LastIndexOf('.')]));

        Assert.Equal("joe", TokenClaims.Parse(Hs256, TimeProvider.System).Issuer);
        Assert.Equal(Hs256.Split('.')[2], Base64Url.EncodeToString(mac));
    }

    [Fact]
    public void A1_HS256_example_is_not_verified() => Assert.Equal(Failure.SignatureInvalid, TestVerifier.AssertRejected(Hs256));

    [Fact]
    public void A2_RS256_example_is_verified_with_its_key() => Assert.Null(TestVerifier.FindFlaw(RsaKey, Rs256));

    [Fact]
    public void A2_RS256_example_is_not_verified_after_a_change()
    {
        Assert.NotNull(TestVerifier.FindFlaw(RsaKey, Rs256.Replace(".cC4h", ".cC4i", StringComparison.Ordinal)));
    }

    [Fact]
    public void A2_RS256_example_has_the_claims_printed_in_the_RFC()
    {
        TokenClaims claims = TokenClaims.Parse(Rs256, TimeProvider.System);

        Assert.Equal(("RS256", "joe", DateTimeOffset.FromUnixTimeSeconds(1300819380)), (claims.Algorithm, claims.Issuer, claims.ExpiresAt));
        Assert.Equal(true, claims.Claims["http://example.com/is_root"]);
    }

    [Fact]
    public void A2_RS256_example_expired_in_2011()
    {
        using RSA rsa = RSA.Create(new RSAParameters { Modulus = DecodeBytes(RsaModulus), Exponent = DecodeBytes("AQAB") });
        TestClock clock = new();
        clock.SetWallClockError(DateTimeOffset.FromUnixTimeSeconds(1300819380 - 60) - clock.GetUtcNow());
        using HttpTransport transport = new(clock);
        TokenVerifier then = new(new PublishedKeys(transport, clock), clock);

        Assert.True(TestVerifier.Verify(then, Rs256, rsa.ExportSubjectPublicKeyInfoPem()).SignatureVerified);
        Assert.Equal(Failure.TokenExpired, TestVerifier.AssertRejected(Rs256, rsa.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void A3_ES256_example_is_verified_with_its_key() => Assert.Null(TestVerifier.FindFlaw(P256Key, Es256));

    [Fact]
    public void A3_ES256_example_is_not_verified_with_another_key() => Assert.NotNull(TestVerifier.FindFlaw(RsaKey, Es256));

    [Fact]
    public void A4_ES512_example_is_verified_with_its_key()
    {
        string[] segments = Es512.Split('.');
        SignedToken text = new(JsonMembers.Parse(DecodeBytes(segments[0])), JsonMembers.Parse("{}"u8.ToArray()),
            Encoding.ASCII.GetBytes($"{segments[0]}.{segments[1]}"), DecodeBytes(segments[2]));

        Assert.Equal(SignatureStatus.Valid, P521Key.CheckSignature(text, SignatureAlgorithm.FindByName("ES512")!));
    }

    [Fact]
    public void A4_example_is_rejected_because_its_payload_is_not_JSON() =>
        Assert.Equal(Failure.TokenMalformed, TestVerifier.AssertRejected(Es512));

    // RFC 7519 (6.1) prints the same token.
    [Fact]
    public void A5_unsecured_example_is_read() => Assert.Equal(("none", "joe"),
        (TokenClaims.Parse(None, TimeProvider.System).Algorithm, TokenClaims.Parse(None, TimeProvider.System).Issuer));

    [Fact]
    public void A5_unsecured_example_is_not_verified() => Assert.Equal(Failure.SignatureInvalid, TestVerifier.AssertRejected(None));

    [Fact]
    public void RFC_7519_A1_encrypted_token_is_reported_as_encrypted()
    {
        const string Encrypted = "eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0"
            + ".QR1Owv2ug2WyPBnbQrRARTeEk9kDO2w8qDcjiHnSJflSdv1iNqhWXaKH4MqAkQtMoNfABIPJaZm0HaA415sv3aeuBWnD8J-Ui7Ah6cWafs3ZwwFKDFUUsWHSK-IPKxLGTkND09XyjORj_CHAgOPJ-Sd8ONQRnJvWn_hXV1BNMHzUjPyYwEsRhDhzjAD26imasOTsgruobpYGoQcXUwFDn7moXPRfDE8-NoQX7N7ZYMmpUDkR-Cx9obNGwJQ3nM52YCitxoQVPzjbl7WBuB7AohdBoZOdZ24WlN1lVIeh8v1K4krB8xgKvRU8kgFrEn_a1rZgN5TiysnmzTROF869lQ"
            + ".AxY8DCtDaGlsbGljb3RoZQ.MKOle7UQrG6nSxTLX6Mqwt0orbHvAKeWnDYvpIAeZ72deHxz3roJDXQyhxx0wKaMHDjUEOKIwrtkHthpqEanSBNYHZgmNOV7sln1Eu9g3J8.fiK51VwhsxJ-siBMR-YFiA";

        Assert.Contains("JWE", Assert.Throws<TokenFormatException>(() => TokenClaims.Parse(Encrypted, TimeProvider.System)).Message,
            StringComparison.Ordinal);
    }

    private static byte[] DecodeBytes(string text) => Base64Url.DecodeFromChars(text);
}
