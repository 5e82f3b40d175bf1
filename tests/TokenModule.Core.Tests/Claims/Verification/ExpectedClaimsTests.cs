using System.Globalization;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>Tests the checks of the claims when a token is verified.</summary>
public sealed class ExpectedClaimsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"exp":null}""")]
    [InlineData("""{"exp":"tomorrow"}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e300}""")]
    public void Token_without_exp_is_rejected(string claims) =>
        Assert.Equal(Failure.TokenExpired, TestVerifier.AssertRejected(SigningKeys.Sign(claims)));

    [Fact]
    public void Token_may_expire_at_the_largest_possible_time() =>
        Assert.True(TestVerifier.Verify(SigningKeys.Sign("""{"exp":253402300799}""")).SignatureVerified);

    [Theory]
    [InlineData(-59, true)]
    [InlineData(-60, false)]
    [InlineData(-3600, false)]
    public void Expired_token_is_accepted_for_60_more_seconds(int lasting, bool isValid)
    {
        Assert.Equal(isValid ? (Failure?)null : Failure.TokenExpired,
            TestVerifier.FindFailure(SigningKeys.Sign(TestVerifier.FormatClaims(lasting: lasting))));
    }

    [Theory]
    [InlineData("60", true)]
    [InlineData("61", false)]
    [InlineData("1e17", false)]
    public void Token_is_accepted_60_seconds_before_nbf(string ahead, bool isValid)
    {
        double start = TestVerifier.Clock.GetUtcNow().ToUnixTimeSeconds() + double.Parse(ahead, CultureInfo.InvariantCulture);
        string token = SigningKeys.Sign(TestVerifier.FormatClaims(FormattableString.Invariant($"\"nbf\":{start:R}")));

        Assert.Equal(isValid ? (Failure?)null : Failure.TokenExpired, TestVerifier.FindFailure(token));
    }

    [Theory]
    [InlineData("\"later\"")]
    [InlineData("null")]
    [InlineData("[0]")]
    public void Invalid_nbf_is_rejected(string start) =>
        Assert.Equal(Failure.TokenExpired, TestVerifier.AssertRejected(SigningKeys.Sign(TestVerifier.FormatClaims($"\"nbf\":{start}"))));

    [Fact]
    public void Rejected_time_is_reported_with_the_current_time()
    {
        string now = TestVerifier.Clock.GetUtcNow().ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        Assert.Contains(now, TestVerifier.GetRejectionMessage(SigningKeys.Sign(TestVerifier.FormatClaims(lasting: -600))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://sub.authentication.example/oauth/token", true)]
    [InlineData("https://sub.authentication.example/oauth/token/", false)]
    [InlineData("https://SUB.authentication.example/oauth/token", false)]
    [InlineData("https://evil.example/?https://sub.authentication.example/oauth/token", false)]
    [InlineData("authentication.example/oauth/token", false)]
    [InlineData("https://evilsub.authentication.example/oauth/token", false)]
    public void Issuer_is_compared_exactly(string issuer, bool isValid)
    {
        ExpectedClaims expected = new() { Issuer = "https://sub.authentication.example/oauth/token" };
        string token = SigningKeys.Sign(TestVerifier.FormatClaims($"\"iss\":\"{issuer}\""));

        Assert.Equal(isValid ? (Failure?)null : Failure.IssuerMismatch, TestVerifier.FindFailure(token, expected: expected));
    }

    [Fact]
    public void Rejected_issuer_is_reported_with_the_expected_issuer()
    {
        string message = TestVerifier.GetRejectionMessage(SigningKeys.Sign(TestVerifier.FormatClaims("\"iss\":\"https://a.example\"")),
            expected: new ExpectedClaims { Issuer = "https://b.example" });

        Assert.Contains("'https://a.example', but 'https://b.example' was expected", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"app!t1\"", true)]
    [InlineData("[\"x\",\"app!t1\"]", true)]
    [InlineData("[\"x\"]", false)]
    [InlineData("\"app!t12\"", false)]
    [InlineData("[]", false)]
    [InlineData("{\"app!t1\":1}", false)]
    public void Audience_is_matched_in_a_string_or_an_array(string audience, bool isValid)
    {
        string token = SigningKeys.Sign(TestVerifier.FormatClaims($"\"aud\":{audience}"));

        Assert.Equal(isValid ? (Failure?)null : Failure.AudienceMismatch,
            TestVerifier.FindFailure(token, expected: new ExpectedClaims { Audience = ["app!t1"] }));
    }

    [Theory]
    [InlineData("\"aud\":[\"app!t1\"]", true)]
    [InlineData("\"aud\":[\"app!t1.admin\"]", true)]
    [InlineData("\"client_id\":\"sb-app!t1\"", true)]
    [InlineData("\"aud\":[\"app!t12\"]", false)]
    [InlineData("\"client_id\":\"sb-other!t1\",\"aud\":[\"other!t1\"]", false)]
    public void Token_must_be_issued_by_the_client_or_for_its_application(string claims, bool isValid)
    {
        ExpectedClaims expected = new() { Client = ["sb-app!t1", "app!t1"] };

        Assert.Equal(isValid ? (Failure?)null : Failure.AudienceMismatch,
            TestVerifier.FindFailure(SigningKeys.Sign(TestVerifier.FormatClaims(claims)), expected: expected));
    }

    [Fact]
    public void Rejected_audience_is_reported_with_the_expected_audience()
    {
        string message = TestVerifier.GetRejectionMessage(SigningKeys.Sign(TestVerifier.FormatClaims("\"aud\":\"theirs\"")),
            expected: new ExpectedClaims { Audience = ["mine"] });

        Assert.Contains("its audience is 'theirs', but 'mine' was expected", message, StringComparison.Ordinal);
    }
}
