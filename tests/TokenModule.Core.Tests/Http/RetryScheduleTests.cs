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
    public void Delay_follows_the_table_of_SAP_with_jitter(int status, int sent, double milliseconds)
    {
        TimeSpan? wait = RetrySchedule.ComputeDelayAfterResponse(CreateRequest(ResendPolicy.Always), CreateResponse(status), sent, Now);

        Assert.InRange(wait!.Value.TotalMilliseconds, milliseconds * 0.8, milliseconds * 1.2);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Fri, 20 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Fri, 20 Nov 2026 11:00:00 GMT", 0)]
    public void Retry_After_is_read_as_seconds_and_as_a_date(string value, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds),
            RetrySchedule.ComputeDelayAfterResponse(CreateRequest(ResendPolicy.IfNotProcessed), CreateResponse(429, value), 1, Now));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("")]
    public void Invalid_Retry_After_is_ignored(string value)
    {
        Assert.Null(RetrySchedule.ReadRequestedDelay(CreateResponse(429, value), Now));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(501)]
    public void Permanent_error_is_not_retried(int status)
    {
        Assert.Null(RetrySchedule.ComputeDelayAfterResponse(CreateRequest(ResendPolicy.Always), CreateResponse(status), 1, Now));
    }

    [Fact]
    public void Request_is_resent_at_most_three_times()
    {
        Assert.NotNull(RetrySchedule.ComputeDelayAfterResponse(CreateRequest(ResendPolicy.Always), CreateResponse(503), 3, Now));
        Assert.Null(RetrySchedule.ComputeDelayAfterResponse(CreateRequest(ResendPolicy.Always), CreateResponse(503), 4, Now));
    }

    [Fact]
    public void Non_idempotent_request_is_resent_only_when_it_was_not_processed()
    {
        TransportRequest call = CreateRequest(ResendPolicy.IfNotProcessed);

        Assert.Null(RetrySchedule.ComputeDelayAfterResponse(call, CreateResponse(500), 1, Now));
        Assert.Null(RetrySchedule.ComputeDelayAfterResponse(call, CreateResponse(503), 1, Now));
        Assert.Null(RetrySchedule.ComputeDelayAfterFailure(call, Failure.NetworkBroken, 1));
        Assert.NotNull(RetrySchedule.ComputeDelayAfterResponse(call, CreateResponse(503, "1"), 1, Now));
        Assert.NotNull(RetrySchedule.ComputeDelayAfterResponse(call, CreateResponse(429), 1, Now));
        Assert.NotNull(RetrySchedule.ComputeDelayAfterFailure(call, Failure.NetworkUnreachable, 1));
    }

    [Fact]
    public void One_time_code_is_never_resent()
    {
        TransportRequest call = CreateRequest(ResendPolicy.Never);

        Assert.Null(RetrySchedule.ComputeDelayAfterResponse(call, CreateResponse(429, "1"), 1, Now));
        Assert.Null(RetrySchedule.ComputeDelayAfterFailure(call, Failure.NetworkUnreachable, 1));
    }

    private static TransportRequest CreateRequest(ResendPolicy resend) =>
        new(HttpMethod.Get, new Uri("https://a.example")) { Resend = resend };

    private static TransportResponse CreateResponse(int status, string? retryAfter = null)
    {
        return new TransportResponse(status, null, retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string,
            string> { ["Retry-After"] = retryAfter }, []);
    }
}
