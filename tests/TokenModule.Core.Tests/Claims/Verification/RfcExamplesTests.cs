using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims;
using TokenModule.Claims.Verification;
using TokenModule.Http;

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

    private const string Es256 = "eyJhbGciOiJFUzI1NiJ9." + Payload + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    private const string Es512 = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";
    private const string None = "eyJhbGciOiJub25lIn0." + Payload + ".";

    private static readonly VerificationKey RsaKey = VerificationKey.OfRsa(new RSAParameters { Modulus = Bytes(RsaModulus), Exponent = Bytes("AQAB") });
    private static readonly VerificationKey P256Key = VerificationKey.OfCurve("P-256", new ECPoint { X = Bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"), Y = Bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0") });
    private static readonly VerificationKey P521Key = VerificationKey.OfCurve("P-521", new ECPoint
    {
        X = Bytes("AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk"),
        Y = Bytes("ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"),
    });

    [Fact]
    public void A1_hs256_is_read_and_its_vector_is_whole()
    {
        byte[] mac = HMACSHA256.HashData(Bytes(HmacKey), Encoding.ASCII.GetBytes(Hs256[..Hs256.LastIndexOf('.')]));

        Assert.Equal("joe", TokenClaims.Read(Hs256, TimeProvider.System).Issuer);
        Assert.Equal(Hs256.Split('.')[2], Base64Url.EncodeToString(mac));
    }

    [Fact]
    public void A1_hs256_is_not_verified() => Assert.Equal(Failure.SignatureInvalid, Verifying.Refused(Hs256));

    [Fact]
    public void A2_rs256_is_verified_with_its_key() => Assert.Null(Verifying.Flaw(RsaKey, Rs256));

    [Fact]
    public void A2_rs256_is_not_verified_once_a_bit_of_it_has_changed()
    {
        Assert.NotNull(Verifying.Flaw(RsaKey, Rs256.Replace(".cC4h", ".cC4i", StringComparison.Ordinal)));
    }

    [Fact]
    public void A2_rs256_has_the_claims_that_are_printed()
    {
        TokenClaims claims = TokenClaims.Read(Rs256, TimeProvider.System);

        Assert.Equal(("RS256", "joe", DateTimeOffset.FromUnixTimeSeconds(1300819380)), (claims.Algorithm, claims.Issuer, claims.ExpiresAt));
        Assert.Equal(true, claims.Claims["http://example.com/is_root"]);
    }

    [Fact]
    public void A2_rs256_was_good_until_2011()
    {
        using RSA rsa = RSA.Create(new RSAParameters { Modulus = Bytes(RsaModulus), Exponent = Bytes("AQAB") });
        ManualClock clock = new();
        clock.SetWallClockOff(DateTimeOffset.FromUnixTimeSeconds(1300819380 - 60) - clock.GetUtcNow());
        using HttpTransport transport = new(clock);
        TokenVerifier then = new(new PublishedKeys(transport, clock), clock);

        Assert.True(Verifying.Verify(then, Rs256, rsa.ExportSubjectPublicKeyInfoPem()).SignatureVerified);
        Assert.Equal(Failure.TokenExpired, Verifying.Refused(Rs256, rsa.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void A3_es256_is_verified_with_its_key() => Assert.Null(Verifying.Flaw(P256Key, Es256));

    [Fact]
    public void A3_es256_is_not_verified_with_another_key() => Assert.NotNull(Verifying.Flaw(RsaKey, Es256));

    [Fact]
    public void A4_es512_is_verified_with_its_key()
    {
        string[] segments = Es512.Split('.');
        SignedText text = new(JsonMembers.Parse(Bytes(segments[0])), JsonMembers.Parse("{}"u8.ToArray()), Encoding.ASCII.GetBytes($"{segments[0]}.{segments[1]}"), Bytes(segments[2]));

        Assert.Null(P521Key.FlawOf(text, SignatureAlgorithm.Named("ES512")!));
    }

    [Fact]
    public void A4_has_a_payload_that_makes_it_no_jwt() => Assert.Equal(Failure.TokenMalformed, Verifying.Refused(Es512));

    // RFC 7519 (6.1) prints the same token.
    [Fact]
    public void A5_none_is_read() => Assert.Equal(("none", "joe"), (TokenClaims.Read(None, TimeProvider.System).Algorithm, TokenClaims.Read(None, TimeProvider.System).Issuer));

    [Fact]
    public void A5_none_is_not_verified() => Assert.Equal(Failure.SignatureInvalid, Verifying.Refused(None));

    [Fact]
    public void Rfc7519_appendix_A1_an_encrypted_token_is_named()
    {
        const string Encrypted = "eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0"
            + ".QR1Owv2ug2WyPBnbQrRARTeEk9kDO2w8qDcjiHnSJflSdv1iNqhWXaKH4MqAkQtMoNfABIPJaZm0HaA415sv3aeuBWnD8J-Ui7Ah6cWafs3ZwwFKDFUUsWHSK-IPKxLGTkND09XyjORj_CHAgOPJ-Sd8ONQRnJvWn_hXV1BNMHzUjPyYwEsRhDhzjAD26imasOTsgruobpYGoQcXUwFDn7moXPRfDE8-NoQX7N7ZYMmpUDkR-Cx9obNGwJQ3nM52YCitxoQVPzjbl7WBuB7AohdBoZOdZ24WlN1lVIeh8v1K4krB8xgKvRU8kgFrEn_a1rZgN5TiysnmzTROF869lQ"
            + ".AxY8DCtDaGlsbGljb3RoZQ.MKOle7UQrG6nSxTLX6Mqwt0orbHvAKeWnDYvpIAeZ72deHxz3roJDXQyhxx0wKaMHDjUEOKIwrtkHthpqEanSBNYHZgmNOV7sln1Eu9g3J8.fiK51VwhsxJ-siBMR-YFiA";

        Assert.Contains("JWE", Assert.Throws<TokenFormatException>(() => TokenClaims.Read(Encrypted, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
