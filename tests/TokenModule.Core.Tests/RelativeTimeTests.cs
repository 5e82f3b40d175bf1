namespace TokenModule;

public sealed class RelativeTimeTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData(1, "in 1 s")]
    [InlineData(61, "in 1 min 1 s")]
    [InlineData((12 * 3600) - 1, "in 11 h 59 min")]
    [InlineData((3 * 86400) + 7200, "in 3 d 2 h")]
    [InlineData(0, "0 s ago")]
    [InlineData(-200, "3 min 20 s ago")]
    public void A_time_is_described_by_its_distance_in_two_units(int seconds, string expected)
    {
        Assert.Equal(expected, RelativeTime.Describe(clock.GetUtcNow().AddSeconds(seconds), clock));
    }

    [Fact]
    public void The_distance_follows_the_clock()
    {
        DateTimeOffset time = clock.GetUtcNow().AddSeconds(5);
        clock.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal("3 s ago", RelativeTime.Describe(time, clock));
    }

    [Fact]
    public void No_time_has_no_description() => Assert.Equal(string.Empty, RelativeTime.Describe(time: null, clock));
}
