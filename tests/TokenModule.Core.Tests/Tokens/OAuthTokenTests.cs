using TokenModule.Tokens;

namespace TokenModule;

public sealed class OAuthTokenTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Its_end_counts_from_before_it_was_asked_for()
    {
        TokenClock.Reading asked = TokenClock.Read(clock);
        clock.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(95), Token(asked).ExpiresIn);
    }

    [Fact]
    public void A_wall_clock_set_back_does_not_lengthen_its_life()
    {
        OAuthToken token = Token(TokenClock.Read(clock));
        clock.SetWallClockOff(TimeSpan.FromHours(-2));
        clock.Pass(TimeSpan.FromSeconds(100));

        Assert.True(token.IsExpired);
        Assert.Equal(TimeSpan.Zero, token.ExpiresIn);
    }

    [Fact]
    public void A_machine_that_slept_finds_it_ended()
    {
        OAuthToken token = Token(TokenClock.Read(clock));
        clock.SetWallClockOff(TimeSpan.FromHours(2));

        Assert.True(token.IsExpired);
    }

    [Fact]
    public void Its_text_and_its_serialised_form_do_not_hold_it()
    {
        OAuthToken token = Token(TokenClock.Read(clock));

        Assert.DoesNotContain("canary", token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", System.Text.Json.JsonSerializer.Serialize(token), StringComparison.Ordinal);
        Assert.True(token.AccessToken.IsReadOnly());
    }

    private OAuthToken Token(TokenClock.Reading asked)
    {
        TokenAnswer answer = new(new Secret("canary-token"), new Secret("canary-refresh"), TimeSpan.FromSeconds(100), [], null);
        return new OAuthToken(TokenRequest.For(Keys.ForClient()), answer, asked, clock);
    }
}
