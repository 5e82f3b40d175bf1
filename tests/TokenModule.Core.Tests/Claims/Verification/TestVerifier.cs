using TokenModule.Claims;
using TokenModule.Claims.Verification;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Verifies tokens with a local key, without a network request.</summary>
internal static class TestVerifier
{
    public static TestClock Clock { get; } = new();

    private static readonly HttpTransport Transport = new(Clock);
    private static readonly TokenVerifier Verifier = new(new PublishedKeys(Transport, Clock), Clock);

    /// <summary>Returns the claims of a token that is valid for ten minutes by default, with further claims if given.</summary>
    public static string FormatClaims(string? more = null, int lasting = 600) =>
        $$"""{"sub":"me","exp":{{Clock.GetUtcNow().ToUnixTimeSeconds() + lasting}}{{(more is null ? "" : "," + more)}}}""";

    public static TokenClaims Verify(string token, string? pem = null, ExpectedClaims? expected = null) =>
        Verify(Verifier, token, pem, expected);

    public static TokenClaims Verify(TokenVerifier verifier, string token, string? pem = null, ExpectedClaims? expected = null)
    {
        Task<TokenClaims> verifying = verifier.VerifyAsync(token, new TrustedKeys { Pem = pem ?? SigningKeys.RsaPem }, expected
            ?? new ExpectedClaims(), NetworkOptions.Default, CancellationToken.None).AsTask();
        Assert.True(verifying.IsCompleted, "Verification with a local key must complete synchronously.");
        return verifying.GetAwaiter().GetResult();
    }

    /// <returns>The failure of the verification, or null for a valid token.</returns>
    public static Failure? FindFailure(string token, ExpectedClaims? expected = null)
    {
        return Record.Exception(() => Verify(token, expected: expected)) switch { null => null, BtpException e => e.Failure,
            Exception e => throw e };
    }

    public static Failure AssertRejected(string token, string? pem = null, ExpectedClaims? expected = null)
    {
        return Assert.ThrowsAny<BtpException>(() => Verify(token, pem, expected)).Failure;
    }

    public static string GetRejectionMessage(string token, string? pem = null, ExpectedClaims? expected = null)
    {
        return Assert.Throws<TokenVerificationException>(() => Verify(token, pem, expected)).Message;
    }

    /// <summary>Checks the signature of a token directly with a key.</summary>
    /// <returns>The reason why the signature is not valid, or null for a valid signature.</returns>
    public static string? FindFlaw(VerificationKey key, string token)
    {
        SignedToken text = JwtText.ReadSigned(token);
        SignatureAlgorithm algorithm = SignatureAlgorithm.FindByName(text.Header.GetTextOrDefault("alg"u8))!;
        SignatureStatus status = key.CheckSignature(text, algorithm);
        return status == SignatureStatus.Valid ? null : key.DescribeFailure(status, algorithm);
    }
}
