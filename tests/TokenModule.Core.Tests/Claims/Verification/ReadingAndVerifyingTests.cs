using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>What holds whenever a JWT is read or verified, statement by statement; those on claims, on keys and on where these are published have files of their own.</summary>
public sealed class ReadingAndVerifyingTests
{
    private static readonly string Good = SigningKeys.Sign(Verifying.Claims());

    [Fact]
    public void A_signed_token_in_its_time_is_verified() => Assert.True(Verifying.Verify(Good).SignatureVerified);

    [Theory]
    [InlineData("{0}.{1}")]
    [InlineData("{0}.{1}.{2}.")]
    [InlineData("{0}.{1}.{2}.{2}")]
    [InlineData(".{0}.{1}.{2}")]
    [InlineData("{0}.{1}.{2}.{0}.{1}.{2}")]
    public void Exactly_three_segments(string shape)
    {
        Assert.Equal(Failure.TokenMalformed, Verifying.Refused(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, Good.Split('.'))));
    }

    // A million dots would be a million segments.
    [Fact]
    public void Sizes_are_capped_before_splitting() => Assert.Contains("256 KiB", Assert.Throws<TokenFormatException>(() => Verifying.Verify(new string('.', 1_000_000))).Message, StringComparison.Ordinal);

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
    public void Base64url_is_strict(string shape)
    {
        Assert.Equal(Failure.TokenMalformed, Verifying.Refused(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, Good.Split('.'))));
    }

    [Fact]
    public void Base64url_has_no_non_canonical_bits()
    {
        // 256 bytes end in two digits, of which the second holds four bits that mean nothing.
        string twin = Good[..^1] + (char)(Good[^1] + 1);

        Assert.Equal(342, Good.Split('.')[2].Length);
        Assert.Equal(Failure.TokenMalformed, Verifying.Refused(twin));
    }

    [Theory]
    [InlineData("""{"sub":"a","sub":"b"}""")]
    [InlineData("""{"sub":"a","\u0073ub":"b"}""")]
    [InlineData("""["sub"]""")]
    public void Header_and_claims_are_json_objects_without_duplicate_names(string json)
    {
        Assert.Equal(Failure.TokenMalformed, Verifying.Refused(SigningKeys.Sign(json)));
        Assert.Equal(Failure.TokenMalformed, Verifying.Refused(SigningKeys.Sign(Verifying.Claims(), header: json)));
    }

    [Fact]
    public void Depth_is_capped() => Assert.Equal(Failure.TokenMalformed, Verifying.Refused(SigningKeys.Sign(Verifying.Claims($"\"a\":{new string('[', 65)}{new string(']', 65)}"))));

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public void RS_and_PS_256_to_512_are_allowed(string algorithm) => Assert.True(Verifying.Verify(SigningKeys.Sign(Verifying.Claims(), algorithm)).SignatureVerified);

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public void ES_256_to_512_are_allowed(string algorithm)
    {
        string pem = SigningKeys.OfCurve(algorithm).ExportSubjectPublicKeyInfoPem();

        Assert.True(Verifying.Verify(SigningKeys.Sign(Verifying.Claims(), algorithm), pem).SignatureVerified);
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
    public void None_in_any_case_is_refused(string algorithm)
    {
        string token = $"{Jwt.Encode($$"""{"alg":{{algorithm}}}""")}.{Jwt.Encode(Verifying.Claims())}.";

        Assert.Equal(Failure.SignatureInvalid, Verifying.Refused(token));
        Assert.Equal(Failure.SignatureInvalid, Verifying.Refused(token + Good.Split('.')[2]));
    }

    [Fact]
    public void The_algorithm_has_to_fit_the_keys_type()
    {
        Assert.Contains("ES256", Verifying.Message(SigningKeys.Sign(Verifying.Claims(), "ES256")), StringComparison.Ordinal);
        Assert.Contains("RS256", Verifying.Message(Good, SigningKeys.P256.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_algorithm_has_to_fit_the_keys_curve()
    {
        string token = SigningKeys.Sign(Verifying.Claims(), "ES256", header: """{"alg":"ES384"}""");

        Assert.Contains("P-256", Verifying.Message(token, SigningKeys.P256.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("hs256")]
    [InlineData("HS384")]
    public void No_hmac_with_a_public_key(string algorithm)
    {
        Assert.Equal(Failure.SignatureInvalid, Verifying.Refused(SigningKeys.Sign(Verifying.Claims(), "HS256", header: $$"""{"alg":"{{algorithm}}"}""")));
    }

    [Fact]
    public void A_jwks_own_algorithm_must_equal_the_headers()
    {
        VerificationKey key = VerificationKey.OfRsa(SigningKeys.Rsa.ExportParameters(includePrivateParameters: false), SigningKeys.Id, "RS512");

        Assert.Contains("RS512", Verifying.Flaw(key, Good), StringComparison.Ordinal);
        Assert.Null(Verifying.Flaw(key, SigningKeys.Sign(Verifying.Claims(), "RS512")));
    }

    [Theory]
    [InlineData("""{"alg":"RS256","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"RS256","crit":[]}""")]
    [InlineData("""{"alg":"RS256","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"RS256","b64":false}""")]
    [InlineData("""{"alg":"RS256","\u0063rit":["x"]}""")]
    public void Unknown_crit_and_b64_false_are_refused(string header)
    {
        Assert.Contains("extension", Verifying.Message(SigningKeys.Sign(Verifying.Claims(), header: header)), StringComparison.Ordinal);
    }

    [Fact]
    public void Jku_x5u_jwk_and_x5c_are_never_trusted()
    {
        string others = SigningKeys.Jwk(SigningKeys.OtherRsa);
        string header = $$"""{"alg":"RS256","kid":"{{SigningKeys.Id}}","jwk":{{others}},"jku":"https://evil.example/keys","x5u":"https://evil.example/c","x5c":["AAAA"]}""";

        Assert.Equal(Failure.SignatureInvalid, Verifying.Refused(SigningKeys.Sign(Verifying.Claims(), header: header, rsa: SigningKeys.OtherRsa)));
        Assert.True(Verifying.Verify(SigningKeys.Sign(Verifying.Claims(), header: header)).SignatureVerified);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public void Rsa_has_2048_bits_or_more(int size)
    {
        using RSA rsa = RSA.Create(size);

        Assert.Equal(Failure.KeyUnknown, Verifying.Refused(SigningKeys.Sign(Verifying.Claims(), rsa: rsa), rsa.ExportSubjectPublicKeyInfoPem()));
    }

    [Theory]
    [InlineData(new byte[] { 3 })]
    [InlineData(new byte[] { 0, 0, 0, 3 })]
    [InlineData(new byte[] { 0xFF, 0xFF })]
    [InlineData(new byte[] { 1, 0, 2 })]
    [InlineData(new byte[0])]
    public void The_exponent_of_rsa_is_odd_and_65537_or_more(byte[] exponent)
    {
        byte[] modulus = SigningKeys.Rsa.ExportParameters(includePrivateParameters: false).Modulus!;

        Assert.Throws<CryptographicException>(() => RsaStrength.Require(new RSAParameters { Modulus = modulus, Exponent = exponent }));
    }

    [Fact]
    public void Zeros_before_it_do_not_make_a_short_key_longer()
    {
        byte[] padded = [.. new byte[128], 0x80, .. new byte[127]];

        Assert.Throws<CryptographicException>(() => RsaStrength.Require(new RSAParameters { Modulus = padded, Exponent = [1, 0, 1] }));
    }

    [Fact]
    public void An_ES_signature_has_its_exact_length()
    {
        string content = $"{Jwt.Encode("""{"alg":"ES256"}""")}.{Jwt.Encode(Verifying.Claims())}";
        byte[] bytes = Encoding.ASCII.GetBytes(content);
        byte[] signature = SigningKeys.P256.SignData(bytes, HashAlgorithmName.SHA256);
        byte[] der = SigningKeys.P256.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        string pem = SigningKeys.P256.ExportSubjectPublicKeyInfoPem();

        Assert.True(Verifying.Verify($"{content}.{Base64Url.EncodeToString(signature)}", pem).SignatureVerified);
        Assert.All([der, signature[..63], [.. signature, 0], [0, .. signature]], s => Assert.Equal(Failure.SignatureInvalid, Verifying.Refused($"{content}.{Base64Url.EncodeToString(s)}", pem)));
    }

    [Fact]
    public void A_jwe_is_named_and_not_decompressed()
    {
        string header = Jwt.Encode("""{"alg":"dir","enc":"A256GCM","zip":"DEF"}""");

        Assert.Contains("JWE", Assert.Throws<TokenFormatException>(() => Verifying.Verify($"{header}..AAAA.AAAA.AAAA")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_verification_the_object_says_so() => Assert.False(TokenClaims.Read(Good, TimeProvider.System).SignatureVerified);
}
