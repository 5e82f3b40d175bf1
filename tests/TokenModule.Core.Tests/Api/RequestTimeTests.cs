using TokenModule.Api;

namespace TokenModule;

public sealed class RequestTimeTests
{
    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Utc)]
    public void First_and_last_time_are_valid_in_every_time_zone(DateTimeKind kind)
    {
        // In a time zone east or west of Greenwich, one of them is outside of the range of times in UTC.
        Assert.Equal(1, RequestTime.FromDateTime(DateTime.SpecifyKind(DateTime.MinValue, kind)).Year);
        Assert.Equal(9999, RequestTime.FromDateTime(DateTime.SpecifyKind(DateTime.MaxValue, kind)).Year);
    }

    [Fact]
    public void Time_without_a_zone_is_local()
    {
        DateTime time = new(2026, 7, 1, 12, 0, 0, DateTimeKind.Unspecified);

        Assert.Equal(new DateTimeOffset(time), RequestTime.FromDateTime(time));
    }
}
