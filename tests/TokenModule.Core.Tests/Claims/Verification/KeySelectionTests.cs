using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims.Verification;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Which of the published keys verifies a token.</summary>
public sealed class KeySelectionTests : IDisposable
{
    private static readonly Uri Address = new("https://issuer.example/token_keys");

    private readonly TestClock clock = TestVerifier.Clock;
    private readonly List<string> warnings = [];
    private string keySet = string.Empty;
    private HttpTransport? transport;

    public void Dispose() => transport?.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Keys_with_the_same_id_are_distinguished_by_algorithm(string algorithm)
    {
        keySet = SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.Rsa), SigningKeys.FormatJwk(SigningKeys.P256, "P-256"));

        Assert.True((await VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims(), algorithm))).SignatureVerified);
    }

    [Fact]
    public async Task Same_key_twice_is_one_key()
    {
        keySet = SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.Rsa), SigningKeys.FormatJwk(SigningKeys.Rsa));

        Assert.True((await VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims()))).SignatureVerified);
    }

    [Fact]
    public async Task Token_without_a_key_id_is_tried_with_every_key_that_fits()
    {
        keySet = SigningKeys.FormatKeySet(
            SigningKeys.FormatJwk(SigningKeys.P256, "P-256", "\"kid\":\"ec\""),
            SigningKeys.FormatJwk(SigningKeys.OtherRsa, "\"kid\":\"other\""),
            SigningKeys.FormatJwk(SigningKeys.Rsa, "\"kid\":\"mine\""));

        Assert.True((await VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims(), header: """{"alg":"RS256"}"""))).SignatureVerified);
    }

    [Fact]
    public async Task Forged_token_without_a_key_id_is_rejected()
    {
        keySet = SigningKeys.FormatKeySet(
            SigningKeys.FormatJwk(SigningKeys.Rsa, "\"kid\":\"a\""), SigningKeys.FormatJwk(SigningKeys.P256, "P-256", "\"kid\":\"b\""));
        string forged = SigningKeys.Sign(TestVerifier.FormatClaims(), header: """{"alg":"RS256"}""", rsa: SigningKeys.OtherRsa);

        Assert.Equal(Failure.SignatureInvalid, (await Assert.ThrowsAsync<TokenVerificationException>(() => VerifyAsync(forged))).Failure);
    }

    [Fact]
    public async Task Unknown_key_id_is_reported_with_the_published_ids()
    {
        keySet = SigningKeys.FormatKeySet(
            SigningKeys.FormatJwk(SigningKeys.Rsa, "\"kid\":\"a\""), SigningKeys.FormatJwk(SigningKeys.P256, "P-256", "\"kid\":\"b\""));

        TokenVerificationException error =
            await Assert.ThrowsAsync<TokenVerificationException>(() => VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims())));

        Assert.Equal(Failure.KeyUnknown, error.Failure);
        Assert.Contains("It publishes 'a', 'b'.", error.Message);
    }

    [Theory]
    [InlineData("=")]
    [InlineData("==")]
    public async Task Numbers_in_plain_base64_are_accepted_in_key_sets(string padding)
    {
        RSAParameters parameters = SigningKeys.Rsa.ExportParameters(includePrivateParameters: false);
        string modulus = Convert.ToBase64String(parameters.Modulus!).TrimEnd('=') + padding;
        keySet = $$"""{"keys":[{"kty":"RSA","kid":"{{SigningKeys.Id}}","n":"{{modulus}}","e":"AQAB"}]}""";

        Assert.True((await VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims()))).SignatureVerified);
    }

    [Theory]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("damaged")]
    public async Task Damaged_verification_key_causes_a_warning_and_the_published_keys_are_used(string pem)
    {
        keySet = SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.Rsa));

        Assert.True((await VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims()), pem)).SignatureVerified);
        Assert.Contains("'verificationkey' of the service key cannot be used", Assert.Single(warnings));
    }

    [Fact]
    public async Task Damaged_verification_key_is_an_error_offline()
    {
        Assert.Equal(
            Failure.KeyUnknown,
            (await Assert.ThrowsAsync<TokenVerificationException>(
                () => VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims()), "damaged", isOffline: true))).Failure);
    }

    [Fact]
    public void Key_with_the_ROCA_weakness_is_refused()
    {
        // A product of powers of 65537 modulo the product of all small primes, as the faulty generator created it.
        int[] primes = [.. Enumerable.Range(3, 165).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0))];
        BigInteger product = primes.Aggregate(BigInteger.One, (all, prime) => all * prime);
        BigInteger number = BigInteger.ModPow(65537, 12345, product) + (product * BigInteger.Pow(2, 1820));
        byte[] modulus = number.ToByteArray(isUnsigned: true, isBigEndian: true);

        Assert.True(RocaWeakness.IsPresent(modulus));
        Assert.Throws<CryptographicException>(
            () => RsaStrength.RequireStrong(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 1] }));
        Assert.False(RocaWeakness.IsPresent(SigningKeys.Rsa.ExportParameters(includePrivateParameters: false).Modulus));
    }

    private async Task<TokenClaims> VerifyAsync(string token, string? pem = null, bool isOffline = false)
    {
        transport ??= new HttpTransport(clock, (_, _, _) => new KeyServer(() => keySet));
        TokenVerifier verifier = new(new PublishedKeys(transport, clock), clock);
        TrustedKeys trusted = new() { Pem = pem, Published = isOffline ? null : Address, Warn = warnings.Add };
        return await verifier.VerifyAsync(token, trusted, new ExpectedClaims(), NetworkOptions.Default, CancellationToken.None);
    }

    private sealed class KeyServer(Func<string> getKeySet) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(getKeySet(), Encoding.UTF8, "application/json") });
        }
    }
}
