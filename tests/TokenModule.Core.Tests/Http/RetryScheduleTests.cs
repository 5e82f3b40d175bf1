using TokenModule.Http;

namespace TokenModule;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(408, 1, 300)]
    [InlineData(502, 2, 600)]
    [InlineData(504, 3, 1200)]
    [InlineData(500, 1, 1000)]
    [InlineData(503, 2, 3000)]
    [InlineData(429, 3, 9000)]
    public void The_wait_follows_saps_table_with_jitter(int status, int sent, double milliseconds)
    {
        TimeSpan? wait = RetrySchedule.AfterAnswer(Call(Resend.Always), Answer(status), sent, Now);

        Assert.InRange(wait!.Value.TotalMilliseconds, milliseconds * 0.8, milliseconds * 1.2);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Fri, 20 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Fri, 20 Nov 2026 11:00:00 GMT", 0)]
    public void Retry_After_is_understood_in_both_forms(string value, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.AfterAnswer(Call(Resend.IfNotProcessed), Answer(429, value), 1, Now));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("")]
    public void A_Retry_After_that_makes_no_sense_is_passed_over(string value)
    {
        Assert.Null(RetrySchedule.AskedFor(Answer(429, value), Now));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(501)]
    public void What_will_not_change_is_not_sent_again(int status)
    {
        Assert.Null(RetrySchedule.AfterAnswer(Call(Resend.Always), Answer(status), 1, Now));
    }

    [Fact]
    public void At_most_three_times_is_sent_again()
    {
        Assert.NotNull(RetrySchedule.AfterAnswer(Call(Resend.Always), Answer(503), 3, Now));
        Assert.Null(RetrySchedule.AfterAnswer(Call(Resend.Always), Answer(503), 4, Now));
    }

    [Fact]
    public void What_could_have_been_acted_on_is_sent_again_only_where_it_surely_was_not()
    {
        HttpCall call = Call(Resend.IfNotProcessed);

        Assert.Null(RetrySchedule.AfterAnswer(call, Answer(500), 1, Now));
        Assert.Null(RetrySchedule.AfterAnswer(call, Answer(503), 1, Now));
        Assert.Null(RetrySchedule.AfterFault(call, Failure.NetworkBroken, 1));
        Assert.NotNull(RetrySchedule.AfterAnswer(call, Answer(503, "1"), 1, Now));
        Assert.NotNull(RetrySchedule.AfterAnswer(call, Answer(429), 1, Now));
        Assert.NotNull(RetrySchedule.AfterFault(call, Failure.NetworkUnreachable, 1));
    }

    [Fact]
    public void A_one_time_code_is_never_sent_again()
    {
        HttpCall call = Call(Resend.Never);

        Assert.Null(RetrySchedule.AfterAnswer(call, Answer(429, "1"), 1, Now));
        Assert.Null(RetrySchedule.AfterFault(call, Failure.NetworkUnreachable, 1));
    }

    private static HttpCall Call(Resend resend) => new(HttpMethod.Get, new Uri("https://a.example")) { Resend = resend };

    private static HttpAnswer Answer(int status, string? retryAfter = null)
    {
        return new HttpAnswer(status, null, retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = retryAfter }, []);
    }
}
