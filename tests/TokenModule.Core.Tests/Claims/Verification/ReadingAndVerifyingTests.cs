using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>
/// Tests the properties of reading and verifying a JWT. The tests of claims, of keys and of published keys are in separate files.
/// </summary>
public sealed class ReadingAndVerifyingTests
{
    private static readonly string ValidToken = SigningKeys.Sign(TestVerifier.FormatClaims());

    [Fact]
    public void Valid_token_is_verified() => Assert.True(TestVerifier.Verify(ValidToken).SignatureVerified);

    [Theory]
    [InlineData("{0}.{1}")]
    [InlineData("{0}.{1}.{2}.")]
    [InlineData("{0}.{1}.{2}.{2}")]
    [InlineData(".{0}.{1}.{2}")]
    [InlineData("{0}.{1}.{2}.{0}.{1}.{2}")]
    public void Token_must_have_exactly_three_segments(string shape)
    {
        Assert.Equal(Failure.TokenMalformed,
            TestVerifier.AssertRejected(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, ValidToken.Split('.'))));
    }

    // A million dots would be a million segments.
    [Fact]
    public void Token_size_is_limited_before_splitting() => Assert.Contains("256 KiB",
        Assert.Throws<TokenFormatException>(() => TestVerifier.Verify(new string('.', 1_000_000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{0}=.{1}.{2}")]
    [InlineData("{0}.{1}=.{2}")]
    [InlineData("{0}.{1}.{2}==")]
    [InlineData("{0}.{1}.AAAA{2} A")]
    [InlineData("{0}.{1} .{2}")]
    [InlineData("{0}\n.{1}.{2}")]
    [InlineData("{0}.{1}.AA+A{2}")]
    [InlineData("{0}.{1}.AA/A{2}")]
    [InlineData("{0}.{1}.\u0410AAA{2}")]
    public void Invalid_base64url_is_rejected(string shape)
    {
        Assert.Equal(Failure.TokenMalformed,
            TestVerifier.AssertRejected(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, ValidToken.Split('.'))));
    }

    [Fact]
    public void Noncanonical_base64url_is_rejected()
    {
        // The last base64url digit of 256 bytes has four unused bits.
        string twin = ValidToken[..^1] + (char)(ValidToken[^1] + 1);

        Assert.Equal(342, ValidToken.Split('.')[2].Length);
        Assert.Equal(Failure.TokenMalformed, TestVerifier.AssertRejected(twin));
    }

    [Theory]
    [InlineData("""{"sub":"a","sub":"b"}""")]
    [InlineData("""{"sub":"a","\u0073ub":"b"}""")]
    [InlineData("""["sub"]""")]
    public void Header_and_claims_must_be_JSON_objects_without_duplicate_names(string json)
    {
        Assert.Equal(Failure.TokenMalformed, TestVerifier.AssertRejected(SigningKeys.Sign(json)));
        Assert.Equal(Failure.TokenMalformed, TestVerifier.AssertRejected(SigningKeys.Sign(TestVerifier.FormatClaims(), header: json)));
    }

    [Fact]
    public void JSON_depth_is_limited() => Assert.Equal(Failure.TokenMalformed,
        TestVerifier.AssertRejected(SigningKeys.Sign(TestVerifier.FormatClaims($"\"a\":{new string('[', 65)}{new string(']', 65)}"))));

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public void RS_and_PS_algorithms_are_verified(string algorithm) =>
        Assert.True(TestVerifier.Verify(SigningKeys.Sign(TestVerifier.FormatClaims(), algorithm)).SignatureVerified);

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public void ES_algorithms_are_verified(string algorithm)
    {
        string pem = SigningKeys.GetCurveKey(algorithm).ExportSubjectPublicKeyInfoPem();

        Assert.True(TestVerifier.Verify(SigningKeys.Sign(TestVerifier.FormatClaims(), algorithm), pem).SignatureVerified);
    }

    [Theory]
    [InlineData("\"none\"")]
    [InlineData("\"None\"")]
    [InlineData("\"NONE\"")]
    [InlineData("\"nOnE\"")]
    [InlineData("\"none \"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[\"RS256\"]")]
    public void Algorithm_none_is_rejected_in_any_letter_case(string algorithm)
    {
        string token = $"{TestJwt.Encode($$"""{"alg":{{algorithm}}}""")}.{TestJwt.Encode(TestVerifier.FormatClaims())}.";

        Assert.Equal(Failure.SignatureInvalid, TestVerifier.AssertRejected(token));
        Assert.Equal(Failure.SignatureInvalid, TestVerifier.AssertRejected(token + ValidToken.Split('.')[2]));
    }

    [Fact]
    public void Algorithm_must_match_the_key_type()
    {
        Assert.Contains("ES256", TestVerifier.GetRejectionMessage(SigningKeys.Sign(TestVerifier.FormatClaims(), "ES256")),
            StringComparison.Ordinal);
        Assert.Contains("RS256", TestVerifier.GetRejectionMessage(ValidToken, SigningKeys.P256.ExportSubjectPublicKeyInfoPem()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Algorithm_must_match_the_curve_of_the_key()
    {
        string token = SigningKeys.Sign(TestVerifier.FormatClaims(), "ES256", header: """{"alg":"ES384"}""");

        Assert.Contains("P-256", TestVerifier.GetRejectionMessage(token, SigningKeys.P256.ExportSubjectPublicKeyInfoPem()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("hs256")]
    [InlineData("HS384")]
    public void HMAC_with_a_public_key_is_rejected(string algorithm)
    {
        Assert.Equal(Failure.SignatureInvalid,
            TestVerifier.AssertRejected(SigningKeys.Sign(TestVerifier.FormatClaims(), "HS256", header: $$"""{"alg":"{{algorithm}}"}""")));
    }

    [Fact]
    public void Algorithm_of_a_key_must_equal_the_algorithm_of_the_header()
    {
        VerificationKey key =
            VerificationKey.CreateRsa(SigningKeys.Rsa.ExportParameters(includePrivateParameters: false), SigningKeys.Id, "RS512");

        Assert.Contains("RS512", TestVerifier.FindFlaw(key, ValidToken), StringComparison.Ordinal);
        Assert.Null(TestVerifier.FindFlaw(key, SigningKeys.Sign(TestVerifier.FormatClaims(), "RS512")));
    }

    [Theory]
    [InlineData("""{"alg":"RS256","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"RS256","crit":[]}""")]
    [InlineData("""{"alg":"RS256","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"RS256","b64":false}""")]
    [InlineData("""{"alg":"RS256","\u0063rit":["x"]}""")]
    public void Unknown_crit_and_b64_headers_are_rejected(string header)
    {
        Assert.Contains("extension", TestVerifier.GetRejectionMessage(SigningKeys.Sign(TestVerifier.FormatClaims(), header: header)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_in_jku_x5u_jwk_and_x5c_headers_are_never_trusted()
    {
        string others = SigningKeys.FormatJwk(SigningKeys.OtherRsa);
        string header = $$"""{"alg":"RS256","kid":"{{SigningKeys.Id}}","jwk":{{others}},"jku":"https://evil.example/keys","x5u":"https://evil.example/c","x5c":["AAAA"]}""";

        Assert.Equal(Failure.SignatureInvalid,
            TestVerifier.AssertRejected(SigningKeys.Sign(TestVerifier.FormatClaims(), header: header, rsa: SigningKeys.OtherRsa)));
        Assert.True(TestVerifier.Verify(SigningKeys.Sign(TestVerifier.FormatClaims(), header: header)).SignatureVerified);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public void RSA_key_must_have_at_least_2048_bits(int size)
    {
        using RSA rsa = RSA.Create(size);

        Assert.Equal(Failure.KeyUnknown,
            TestVerifier.AssertRejected(SigningKeys.Sign(TestVerifier.FormatClaims(), rsa: rsa), rsa.ExportSubjectPublicKeyInfoPem()));
    }

    [Theory]
    [InlineData(new byte[] { 3 })]
    [InlineData(new byte[] { 0, 0, 0, 3 })]
    [InlineData(new byte[] { 0xFF, 0xFF })]
    [InlineData(new byte[] { 1, 0, 2 })]
    [InlineData(new byte[0])]
    public void RSA_exponent_must_be_odd_and_at_least_65537(byte[] exponent)
    {
        byte[] modulus = SigningKeys.Rsa.ExportParameters(includePrivateParameters: false).Modulus!;

        Assert.Throws<CryptographicException>(() =>
            RsaStrength.RequireStrong(new RSAParameters { Modulus = modulus, Exponent = exponent }));
    }

    [Fact]
    public void Leading_zeros_do_not_make_a_short_key_longer()
    {
        byte[] padded = [.. new byte[128], 0x80, .. new byte[127]];

        Assert.Throws<CryptographicException>(() =>
            RsaStrength.RequireStrong(new RSAParameters { Modulus = padded, Exponent = [1, 0, 1] }));
    }

    [Fact]
    public void ES_signature_must_have_the_exact_length()
    {
        string content = $"{TestJwt.Encode("""{"alg":"ES256"}""")}.{TestJwt.Encode(TestVerifier.FormatClaims())}";
        byte[] bytes = Encoding.ASCII.GetBytes(content);
        byte[] signature = SigningKeys.P256.SignData(bytes, HashAlgorithmName.SHA256);
        byte[] der = SigningKeys.P256.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        string pem = SigningKeys.P256.ExportSubjectPublicKeyInfoPem();

        Assert.True(TestVerifier.Verify($"{content}.{Base64Url.EncodeToString(signature)}", pem).SignatureVerified);
        Assert.All([der, signature[..63], [.. signature, 0], [0, .. signature]],
            s => Assert.Equal(Failure.SignatureInvalid, TestVerifier.AssertRejected($"{content}.{Base64Url.EncodeToString(s)}", pem)));
    }

    [Fact]
    public void Encrypted_token_is_reported_and_not_decompressed()
    {
        string header = TestJwt.Encode("""{"alg":"dir","enc":"A256GCM","zip":"DEF"}""");

        Assert.Contains("JWE", Assert.Throws<TokenFormatException>(() => TestVerifier.Verify($"{header}..AAAA.AAAA.AAAA")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Token_that_was_only_read_is_marked_as_unverified() =>
        Assert.False(TokenClaims.Parse(ValidToken, TimeProvider.System).SignatureVerified);
}
