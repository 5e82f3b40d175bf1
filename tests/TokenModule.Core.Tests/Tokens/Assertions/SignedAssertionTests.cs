using System.Security.Cryptography;
using TokenModule.Json;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>The client signs its own assertions (private_key_jwt).</summary>
public sealed class SignedAssertionTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private readonly TemporaryDirectory directory = new();

    private protected override TimeProvider Time => TimeProvider.System;

    [PemTheory]
    [InlineData(false, null, "client-rsa", "RS256")]
    [InlineData(false, "RS256", null, "RS256")]
    [InlineData(false, "PS256", "client-rsa", "PS256")]
    [InlineData(true, null, "client-ec", "ES256")]
    [InlineData(true, "ES256", null, "ES256")]
    public async Task Key_file_signs_the_assertion(bool ellipticCurve, string? algorithm, string? keyId, string expected)
    {
        ServiceKey key = ReadKey(Write("key.pem", Btp.GetClientKeyPem(ellipticCurve)), algorithm, keyId);

        OAuthToken token = await GetTokenAsync(TokenRequest.FromKey(key));

        Assert.Equal(key.ClientId, TokenClaims.Parse(token.Value.Reveal(), Time).ClientId);
        (JsonMembers header, JsonMembers claims) = Claims.JwtText.ReadToken(Btp.Requests.All[0].Form["client_assertion"]);
        Assert.Equal(expected, header.GetTextOrDefault("alg"u8));
        Assert.Equal(keyId, header.GetTextOrDefault("kid"u8));
        Assert.Equal(key.ClientId, claims.GetTextOrDefault("iss"u8));
        Assert.Equal(key.ClientId, claims.GetTextOrDefault("sub"u8));
        Assert.Equal(key.TokenUrl.AbsoluteUri, claims.GetTextOrDefault("aud"u8));
        Assert.Equal(300, claims.GetNumberOrDefault("exp"u8) - claims.GetNumberOrDefault("iat"u8));
        Assert.Equal("private-key-jwt", key.CredentialType);
    }

    [PemFact]
    public async Task Retried_request_has_a_new_assertion()
    {
        ServiceKey key = ReadKey(Write("key.pem", Btp.GetClientKeyPem()));
        Btp.Faults.Add(new Fault { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "0" } });

        await GetTokenAsync(TokenRequest.FromKey(key) with { NoCache = true });

        Assert.Equal(2, Btp.Requests.All.Select(request => request.Form["client_assertion"]).Distinct().Count());
    }

    [PemFact]
    public async Task Wrong_key_is_rejected_with_advice_for_the_key()
    {
        using RSA other = RSA.Create(2048);
        ServiceKey key = ReadKey(Write("other.pem", other.ExportRSAPrivateKeyPem()));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(TokenRequest.FromKey(key)));

        Assert.Equal(Failure.ClientRejected, error.Failure);
        Assert.Contains("-KeyId", error.Message);
    }

    [Fact]
    public async Task Json_web_key_is_read_with_its_id_and_algorithm()
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(Btp.GetClientKeyPem());
        string path = Write("key.json", FormatJwk(rsa, """ "kid":"client-rsa","alg":"PS256", """));

        Assert.NotNull(await GetTokenAsync(TokenRequest.FromKey(ReadKey(path))));
        Assert.NotNull(await GetTokenAsync(TokenRequest.FromKey(ReadKey(Write("set.json", $$"""{"keys":[{{File.ReadAllText(path)}}]}""")))));
        Assert.All(Btp.Requests.All, request =>
            Assert.Equal("PS256", Claims.JwtText.ReadToken(request.Form["client_assertion"]).Header.GetTextOrDefault("alg"u8)));
    }

    [PemFact]
    public async Task Encrypted_key_is_read_with_its_password()
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(Btp.GetClientKeyPem());
        PbeParameters encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        string path = Write("key.pem", rsa.ExportEncryptedPkcs8PrivateKeyPem("pass", encryption));

        Assert.NotNull(await GetTokenAsync(TokenRequest.FromKey(ReadKey(path, password: "pass"))));
        AssertUnusable("-CertificatePassword", () => ReadKey(path));
        AssertUnusable("-CertificatePassword", () => ReadKey(path, password: "wrong"));
    }

    [PemFact]
    public void Unusable_keys_are_refused_with_the_reason()
    {
        using RSA weak = RSA.Create(1024);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA publicKey = RSA.Create(2048);
        AssertUnusable("at least 2048", () => ReadKey(Write("weak.pem", weak.ExportPkcs8PrivateKeyPem())));
        AssertUnusable("P-256", () => ReadKey(Write("curve.pem", curve.ExportPkcs8PrivateKeyPem())));
        AssertUnusable("private key", () => ReadKey(Write("public.pem", publicKey.ExportSubjectPublicKeyInfoPem())));
        AssertUnusable("private key", () => ReadKey(Write("text.pem", "no key")));
        AssertUnusable("RSA key", () => ReadKey(Write("rsa.pem", Btp.GetClientKeyPem()), "ES256"));
        AssertUnusable("elliptic curve", () => ReadKey(Write("ec.pem", Btp.GetClientKeyPem(true)), "RS256"));
        AssertUnusable("whole private key", () => ReadKey(Write("public.json", """{"kty":"RSA","n":"AQAB","e":"AQAB"}""")));
    }

    private ServiceKey ReadKey(string path, string? algorithm = null, string? keyId = null, string? password = null)
    {
        ClientSigningKeyFile file = new(path, password is null ? null : new Secret(password), algorithm, keyId);
        return ServiceKeyReader.ReadKey(
            ServiceKeyReader.ReadBindings(Btp.GetServiceKeyJson("identity-keys"), "the emulator"),
            new ClientAssertion(new SignedAssertionSource(file.Read()), audience: null));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(directory.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string FormatJwk(RSA rsa, string members)
    {
        RSAParameters key = rsa.ExportParameters(includePrivateParameters: true);
        string E(byte[]? bytes) => Base64UrlText.Encode(bytes!);
        return $$"""
            {"kty":"RSA",{{members}}"n":"{{E(key.Modulus)}}","e":"{{E(key.Exponent)}}","d":"{{E(key.D)}}","p":"{{E(key.P)}}",
            "q":"{{E(key.Q)}}","dp":"{{E(key.DP)}}","dq":"{{E(key.DQ)}}","qi":"{{E(key.InverseQ)}}"}
            """;
    }

    private static void AssertUnusable(string expected, Action read)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(read);
        Assert.Equal(Failure.CertificateInvalid, error.Failure);
        Assert.Contains(expected, error.Message);
    }
}
