using TokenModule.Api;
using TokenModule.Api.Waiting;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>How the state of a job is polled. Each test defines the responses of the server.</summary>
public sealed class PollingTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>
{
    private const string Jobs = "/v2/lm/jobs";
    private const string Job = Jobs + "/1";

    private readonly List<string> seen = [];

    [Fact]
    public async Task Poll_interval_starts_at_one_second_and_grows()
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("IN_PROGRESS") with { Times = 3 }, CreateStateResponse("COMPLETED"));

        Assert.Equal(TimeSpan.FromSeconds(1 + 1.5 + 2.25), await MeasureWaitAsync());
        Assert.Equal(["IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED"], seen);
    }

    [Fact]
    public async Task Poll_interval_is_at_most_ten_seconds()
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("RETRY") with { Times = 12 }, CreateStateResponse("SUCCEEDED"));
        double growing = Enumerable.Range(0, 6).Sum(n => Math.Pow(1.5, n));

        Assert.Equal(growing + (6 * 10), (await MeasureWaitAsync()).TotalSeconds, tolerance: 0.01);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Fri, 20 Nov 2026 12:00:09 GMT", 9)]
    [InlineData("soon", 1)]
    [InlineData("-5", 1)]
    [InlineData("0", 1)]
    public async Task Retry_After_sets_the_poll_interval(string retryAfter, int seconds)
    {
        AddResponses(CreateStartedResponse(),
            CreateStateResponse("STARTED", ("Retry-After", retryAfter), ("Date", "Fri, 20 Nov 2026 12:00:00 GMT")),
            CreateStateResponse("SUCCEEDED"));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await MeasureWaitAsync());
    }

    [Fact]
    public async Task Rate_limit_reset_does_not_change_the_poll_interval()
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("STARTED", ("X-Ratelimit-Reset", DateTimeOffset.UtcNow.AddYears(5)
            .ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture))), CreateStateResponse("SUCCEEDED"));

        Assert.Equal(TimeSpan.FromSeconds(1), await MeasureWaitAsync());
    }

    [Fact]
    public async Task Poll_interval_of_the_caller_takes_precedence()
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("STARTED", ("Retry-After", "60")), CreateStateResponse("SUCCEEDED"));

        Assert.Equal(TimeSpan.FromSeconds(4), await MeasureWaitAsync(new WaitOptions { PollInterval = TimeSpan.FromSeconds(4) }));
    }

    [Theory]
    [InlineData(10, 4, 4)]
    [InlineData(5, 60, 2)]
    public async Task Wait_polls_one_last_time_at_its_timeout(int timeout, int interval, int looks)
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("IN_PROGRESS") with { Times = 100 });
        long before = Clock.GetTimestamp();

        BtpApiException error = await AssertFailsAsync(
            new WaitOptions { Timeout = TimeSpan.FromSeconds(timeout), PollInterval = TimeSpan.FromSeconds(interval) });

        Assert.Equal((Failure.WaitTimedOut, "c-1"), (error.Failure, error.CorrelationId));
        Assert.Contains(Job, error.Message, StringComparison.Ordinal);
        Assert.Equal((TimeSpan.FromSeconds(timeout), looks), (Clock.GetElapsedTime(before), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task Timeout_names_the_last_state_and_that_the_change_may_be_in_force()
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("IN_PROGRESS") with { Times = 100 });

        BtpApiException error = await AssertFailsAsync(new WaitOptions { Timeout = TimeSpan.FromSeconds(3) });

        Assert.Contains("Its last state was IN_PROGRESS.", error.Message, StringComparison.Ordinal);
        Assert.Contains("may already be in force", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("IN_PROGRESS") with { Times = 100 });
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Waiter.SendAsync(CreateStartRequest(), new WaitOptions { Progress = _ => stop.Cancel() }, stop.Token).AsTask());
        Assert.Equal(1, Btp.Requests.Count("GET"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Poll_is_repeated_after_one_error(int status)
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("IN_PROGRESS"),
            new Fault { Method = "GET", Path = Jobs, Status = status }, CreateStateResponse("COMPLETED"));

        TransportResponse answer = await Waiter.SendAsync(CreateStartRequest(), new WaitOptions(), CancellationToken.None);

        Assert.Equal("COMPLETED", ParseJson(answer).GetProperty("status").GetString());
        Assert.Equal((1, 3), (Btp.Requests.Count("POST", Jobs), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task Token_that_expires_between_polls_is_renewed()
    {
        OAuthToken first = await GetTokenAsync(TokenRequest.FromKey(ReadKey("aicore")));
        AddResponses(CreateStartedResponse(), CreateStateResponse("IN_PROGRESS"), CreateStateResponse("COMPLETED"));

        await Waiter.SendAsync(CreateStartRequest(), new WaitOptions { PollInterval = first.ExpiresIn, Timeout = TimeSpan.FromDays(2) },
            CancellationToken.None);

        Assert.Equal(2, Btp.Requests.FindMatching(null, Jobs).Select(r => r.Headers["Authorization"]).Distinct().Count());
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}/jobs/1")]
    [InlineData("//127.0.0.1:{port}/jobs/1")]
    [InlineData("https://127.0.0.1:{port}/jobs/1")]
    [InlineData("file:///etc/passwd")]
    public async Task Job_at_another_origin_is_not_polled(string location)
    {
        using SocketServer elsewhere = new((_, _) => Task.CompletedTask);
        AddResponses(CreateStartedResponse(location.Replace("{port}", $"{elsewhere.Port}", StringComparison.Ordinal)));

        BtpApiException error = await AssertFailsAsync(new WaitOptions());

        Assert.Equal((Failure.HostNotAllowed, 0, 0), (error.Failure, elsewhere.Connections, Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task Missing_job_is_an_error()
    {
        AddResponses(CreateStartedResponse(), new Fault { Method = "GET", Path = Job, Status = 404 });

        Assert.Equal(Failure.ApiNotFound, (await AssertFailsAsync(new WaitOptions())).Failure);
    }

    [Fact]
    public async Task Polls_contain_the_correlation_id_but_not_the_body_or_method_of_the_call()
    {
        AddResponses(CreateStartedResponse(), CreateStateResponse("COMPLETED"));

        await Waiter.SendAsync(CreateStartRequest(), new WaitOptions(), CancellationToken.None);

        RecordedRequest look = Assert.Single(Btp.Requests.FindMatching(null, Job));
        Assert.Equal(("GET", 0, "c-1"), (look.Method, look.Body.Length, look.Headers["X-CorrelationID"]));
    }

    [Fact]
    public async Task Accepted_error_response_is_returned()
    {
        AddResponses(new Fault { Method = "POST", Path = Jobs, Status = 409, Body = "{}" });

        Assert.Equal(409, (await Waiter.SendAsync(CreateStartRequest() with { AcceptsResponse = _ => true }, new WaitOptions(),
            CancellationToken.None)).StatusCode);
    }

    [Fact]
    public async Task Only_the_result_is_written_to_a_file()
    {
        using TemporaryDirectory directory = new();
        string path = Path.Combine(directory.Path, "result.json");
        AddResponses(CreateStartedResponse(), CreateStateResponse("IN_PROGRESS"), CreateStateResponse("COMPLETED"));

        TransportResponse answer = await Waiter.SendAsync(CreateStartRequest() with { ResponseTarget = new FileDownload(path) },
            new WaitOptions(), CancellationToken.None);

        Assert.Empty(answer.Body);
        Assert.Equal("""{"status":"COMPLETED"}""", await File.ReadAllTextAsync(path));
    }

    private OperationWaiter Waiter => new(Api, Clock);

    private static Fault CreateStartedResponse(string location = Job) =>
        new() { Method = "POST", Path = Jobs, Status = 202, Headers = new Dictionary<string, string> { ["Location"] = location } };

    private static Fault CreateStateResponse(string word, params (string Name, string Value)[] headers) => new() { Method = "GET",
        Path = Jobs, Body = $$"""{"status":"{{word}}"}""", Headers = headers.ToDictionary(h => h.Name, h => h.Value) };

    private BtpApiRequest CreateStartRequest() =>
        CreateRequest(HttpMethod.Post, ReadKey("aicore"), Jobs, new { }) with { CorrelationId = "c-1" };

    private void AddResponses(params Fault[] answers) => Btp.Faults.Add(answers);

    private Task<BtpApiException> AssertFailsAsync(WaitOptions options) =>
        Assert.ThrowsAsync<BtpApiException>(() => Waiter.SendAsync(CreateStartRequest(), options, CancellationToken.None).AsTask());

    private async Task<TimeSpan> MeasureWaitAsync(WaitOptions? options = null)
    {
        long before = Clock.GetTimestamp();
        await Waiter.SendAsync(CreateStartRequest(), (options ?? new WaitOptions()) with { Progress = seen.Add }, CancellationToken.None);
        return Clock.GetElapsedTime(before);
    }
}
