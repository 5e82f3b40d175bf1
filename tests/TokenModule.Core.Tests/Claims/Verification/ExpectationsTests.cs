using System.Globalization;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>What the claims of a token have to say when it is verified.</summary>
public sealed class ExpectationsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"exp":null}""")]
    [InlineData("""{"exp":"tomorrow"}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e300}""")]
    public void Exp_is_required(string claims) => Assert.Equal(Failure.TokenExpired, Verifying.Refused(SigningKeys.Sign(claims)));

    [Fact]
    public void A_token_can_last_to_the_end_of_time() => Assert.True(Verifying.Verify(SigningKeys.Sign("""{"exp":253402300799}""")).SignatureVerified);

    [Theory]
    [InlineData(-59, true)]
    [InlineData(-60, false)]
    [InlineData(-3600, false)]
    public void The_leeway_after_exp_is_60_s(int lasting, bool good)
    {
        Assert.Equal(good ? (Failure?)null : Failure.TokenExpired, Verifying.Outcome(SigningKeys.Sign(Verifying.Claims(lasting: lasting))));
    }

    [Theory]
    [InlineData("60", true)]
    [InlineData("61", false)]
    [InlineData("1e17", false)]
    public void Nbf_is_honoured_with_a_leeway_of_60_s(string ahead, bool good)
    {
        double start = Verifying.Clock.GetUtcNow().ToUnixTimeSeconds() + double.Parse(ahead, CultureInfo.InvariantCulture);
        string token = SigningKeys.Sign(Verifying.Claims(FormattableString.Invariant($"\"nbf\":{start:R}")));

        Assert.Equal(good ? (Failure?)null : Failure.TokenExpired, Verifying.Outcome(token));
    }

    [Theory]
    [InlineData("\"later\"")]
    [InlineData("null")]
    [InlineData("[0]")]
    public void An_nbf_that_is_no_time_is_refused(string start) => Assert.Equal(Failure.TokenExpired, Verifying.Refused(SigningKeys.Sign(Verifying.Claims($"\"nbf\":{start}"))));

    [Fact]
    public void A_time_that_is_refused_is_said_with_the_time_now()
    {
        string now = Verifying.Clock.GetUtcNow().ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        Assert.Contains(now, Verifying.Message(SigningKeys.Sign(Verifying.Claims(lasting: -600))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://sub.authentication.example/oauth/token", true)]
    [InlineData("https://sub.authentication.example/oauth/token/", false)]
    [InlineData("https://SUB.authentication.example/oauth/token", false)]
    [InlineData("https://evil.example/?https://sub.authentication.example/oauth/token", false)]
    [InlineData("authentication.example/oauth/token", false)]
    [InlineData("https://evilsub.authentication.example/oauth/token", false)]
    public void Iss_is_compared_exactly_and_never_by_suffix(string issuer, bool good)
    {
        Expectations expected = new() { Issuer = "https://sub.authentication.example/oauth/token" };
        string token = SigningKeys.Sign(Verifying.Claims($"\"iss\":\"{issuer}\""));

        Assert.Equal(good ? (Failure?)null : Failure.IssuerMismatch, Verifying.Outcome(token, expected: expected));
    }

    [Fact]
    public void An_issuer_that_is_refused_is_said_with_the_one_expected()
    {
        string message = Verifying.Message(SigningKeys.Sign(Verifying.Claims("\"iss\":\"https://a.example\"")), expected: new Expectations { Issuer = "https://b.example" });

        Assert.Contains("'https://a.example', and 'https://b.example' was expected", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"app!t1\"", true)]
    [InlineData("[\"x\",\"app!t1\"]", true)]
    [InlineData("[\"x\"]", false)]
    [InlineData("\"app!t12\"", false)]
    [InlineData("[]", false)]
    [InlineData("{\"app!t1\":1}", false)]
    public void Aud_is_a_string_or_an_array(string audience, bool good)
    {
        string token = SigningKeys.Sign(Verifying.Claims($"\"aud\":{audience}"));

        Assert.Equal(good ? (Failure?)null : Failure.AudienceMismatch, Verifying.Outcome(token, expected: new Expectations { Audience = ["app!t1"] }));
    }

    [Theory]
    [InlineData("\"aud\":[\"app!t1\"]", true)]
    [InlineData("\"aud\":[\"app!t1.admin\"]", true)]
    [InlineData("\"client_id\":\"sb-app!t1\"", true)]
    [InlineData("\"aud\":[\"app!t12\"]", false)]
    [InlineData("\"client_id\":\"sb-other!t1\",\"aud\":[\"other!t1\"]", false)]
    public void A_key_stands_for_tokens_of_its_client_and_for_its_application(string claims, bool good)
    {
        Expectations expected = new() { Client = ["sb-app!t1", "app!t1"] };

        Assert.Equal(good ? (Failure?)null : Failure.AudienceMismatch, Verifying.Outcome(SigningKeys.Sign(Verifying.Claims(claims)), expected: expected));
    }

    [Fact]
    public void An_audience_that_is_refused_is_said_with_the_one_expected()
    {
        string message = Verifying.Message(SigningKeys.Sign(Verifying.Claims("\"aud\":\"theirs\"")), expected: new Expectations { Audience = ["mine"] });

        Assert.Contains("for 'theirs', and 'mine' was expected", message, StringComparison.Ordinal);
    }
}
