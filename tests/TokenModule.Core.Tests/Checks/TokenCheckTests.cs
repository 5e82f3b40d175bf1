using System.Globalization;
using TokenModule.Checks;
using TokenModule.Claims;
using TokenModule.Claims.Verification;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenCheckTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void Token_that_meets_all_requirements_is_usable()
    {
        TokenCheck check = new()
        {
            Scopes = ["read", "app.write"],
            MinimumLifetime = TimeSpan.FromMinutes(10),
        };

        Assert.True(check.CheckClaims(ReadClaims).IsUsable);
    }

    [Fact]
    public void Token_without_an_expiry_has_any_lifetime()
    {
        TokenCheck check = new() { MinimumLifetime = TimeSpan.FromDays(1) };

        Assert.Equal(TokenFlaw.None, check.CheckClaims(() => TestJwt.ReadClaims("{}")).Flaw);
    }

    [Fact]
    public void Token_with_too_short_a_lifetime_is_not_usable()
    {
        TokenCheckResult result = new TokenCheck { MinimumLifetime = TimeSpan.FromHours(2) }.CheckClaims(ReadClaims);

        Assert.Equal(TokenFlaw.LifetimeTooShort, result.Flaw);
        Assert.Equal("The token is valid for only 1 h 0 min, but 2 h 0 min is required.", result.Message);
    }

    [Fact]
    public void Expired_token_is_not_usable()
    {
        TokenClaims claims = ReadClaims();
        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(TokenFlaw.Expired, new TokenCheck().CheckClaims(() => claims).Flaw);
    }

    [Fact]
    public void Token_without_a_required_scope_is_not_usable()
    {
        TokenCheckResult result = new TokenCheck { Scopes = ["read", "delete"] }.CheckClaims(ReadClaims);

        Assert.Equal(TokenFlaw.ScopeMissing, result.Flaw);
        Assert.Contains("'delete'", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'read'", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_token_is_a_result_and_not_an_error()
    {
        TokenCheckResult result = new TokenCheck().CheckClaims(() => throw TokenFormatException.CreateMalformed("it is empty"));

        Assert.Equal(TokenFlaw.NotReadable, result.Flaw);
    }

    [Fact]
    public void Rejected_token_is_a_result_and_not_an_error()
    {
        TokenCheckResult result = new TokenCheck().CheckClaims(
            () => throw TokenVerificationException.CreateRejected(Failure.SignatureInvalid, "its signature is invalid"));

        Assert.Equal(TokenFlaw.NotTrusted, result.Flaw);
    }

    [Fact]
    public void Verification_without_a_key_is_an_error()
    {
        TokenVerificationException error = new(Failure.KeyUnknown, "No key is available.", "Pass a key.");

        Assert.Same(error, Assert.Throws<TokenVerificationException>(() => new TokenCheck().CheckClaims(() => throw error)));
    }

    [Fact]
    public void Scopes_in_the_token_response_are_checked_without_reading_the_claims()
    {
        TokenCheck check = new() { Scopes = ["read"] };

        Assert.Equal(TokenFlaw.None, check.CheckToken(CreateToken("app!t1.read"), FailToReadClaims).Flaw);
        Assert.Equal(TokenFlaw.ScopeMissing, check.CheckToken(CreateToken("app!t1.write"), FailToReadClaims).Flaw);
    }

    [Fact]
    public void Claims_are_read_when_the_token_response_contained_no_scopes()
    {
        Assert.Equal(TokenFlaw.None, new TokenCheck { Scopes = ["read"] }.CheckToken(CreateToken(), ReadClaims).Flaw);
    }

    private static TokenClaims FailToReadClaims() => throw TokenFormatException.CreateMalformed("it is opaque");

    private TokenClaims ReadClaims()
    {
        string end = clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return TokenClaims.Parse(TestJwt.Create($$"""{"aud":["app"],"scope":["app.read","app.write"],"exp":{{end}}}"""), clock);
    }

    private OAuthToken CreateToken(params string[] scopes)
    {
        TokenResponse response = new(new Secret("opaque"), null, TimeSpan.FromHours(1), scopes, null);
        return new OAuthToken(TokenRequest.FromKey(TestServiceKeys.CreateForClient()), response, TokenClock.ReadTime(clock), clock);
    }
}
