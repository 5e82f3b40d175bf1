using TokenModule.Tokens;

namespace TokenModule;

public sealed class OAuthTokenTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void Lifetime_starts_when_the_request_is_sent()
    {
        TokenClock.Reading requestedAt = TokenClock.ReadTime(clock);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(95), CreateToken(requestedAt).ExpiresIn);
    }

    [Fact]
    public void Setting_the_wall_clock_back_does_not_extend_the_lifetime()
    {
        OAuthToken token = CreateToken(TokenClock.ReadTime(clock));
        clock.SetWallClockError(TimeSpan.FromHours(-2));
        clock.Advance(TimeSpan.FromSeconds(100));

        Assert.True(token.IsExpired);
        Assert.Equal(TimeSpan.Zero, token.ExpiresIn);
    }

    [Fact]
    public void Token_expires_while_the_machine_sleeps()
    {
        OAuthToken token = CreateToken(TokenClock.ReadTime(clock));
        clock.SetWallClockError(TimeSpan.FromHours(2));

        Assert.True(token.IsExpired);
    }

    [Fact]
    public void Token_as_text_or_JSON_does_not_contain_its_value()
    {
        OAuthToken token = CreateToken(TokenClock.ReadTime(clock));

        Assert.DoesNotContain("canary", token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", System.Text.Json.JsonSerializer.Serialize(token), StringComparison.Ordinal);
        Assert.True(token.AccessToken.IsReadOnly());
    }

    private OAuthToken CreateToken(TokenClock.Reading requestedAt)
    {
        TokenResponse response = new(new Secret("canary-token"), new Secret("canary-refresh"), TimeSpan.FromSeconds(100), [], null);
        return new OAuthToken(TokenRequest.FromKey(TestServiceKeys.CreateForClient()), response, requestedAt, clock);
    }
}
