using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Waiting;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>How the state of a job is asked for, with a server that answers as each test says.</summary>
public sealed class PollingTests : ApiCalls, IClassFixture<SharedEmulator>
{
    private const string Jobs = "/v2/lm/jobs";
    private const string Job = Jobs + "/1";

    private readonly List<string> seen = [];

    public PollingTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Looks_begin_a_second_apart_and_grow()
    {
        Script(Began(), State("IN_PROGRESS") with { Times = 3 }, State("COMPLETED"));

        Assert.Equal(TimeSpan.FromSeconds(1 + 1.5 + 2.25), await Elapsed());
        Assert.Equal(["IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED"], seen);
    }

    [Fact]
    public async Task No_pause_is_longer_than_ten_seconds()
    {
        Script(Began(), State("RETRY") with { Times = 12 }, State("SUCCEEDED"));
        double growing = Enumerable.Range(0, 6).Sum(n => Math.Pow(1.5, n));

        Assert.Equal(growing + (6 * 10), (await Elapsed()).TotalSeconds, tolerance: 0.01);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Fri, 20 Nov 2026 12:00:09 GMT", 9)]
    [InlineData("soon", 1)]
    [InlineData("-5", 1)]
    [InlineData("0", 1)]
    public async Task The_service_says_when_to_look_again(string retryAfter, int seconds)
    {
        Script(Began(), State("STARTED", ("Retry-After", retryAfter), ("Date", "Fri, 20 Nov 2026 12:00:00 GMT")), State("SUCCEEDED"));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await Elapsed());
    }

    [Fact]
    public async Task When_a_limit_on_requests_is_lifted_says_nothing_of_the_job()
    {
        Script(Began(), State("STARTED", ("X-Ratelimit-Reset", DateTimeOffset.UtcNow.AddYears(5).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture))), State("SUCCEEDED"));

        Assert.Equal(TimeSpan.FromSeconds(1), await Elapsed());
    }

    [Fact]
    public async Task The_callers_own_interval_goes_before()
    {
        Script(Began(), State("STARTED", ("Retry-After", "60")), State("SUCCEEDED"));

        Assert.Equal(TimeSpan.FromSeconds(4), await Elapsed(new WaitOptions { PollInterval = TimeSpan.FromSeconds(4) }));
    }

    [Theory]
    [InlineData(10, 4, 4)]
    [InlineData(5, 60, 2)]
    public async Task A_wait_ends_at_its_deadline_with_a_last_look(int timeout, int interval, int looks)
    {
        Script(Began(), State("IN_PROGRESS") with { Times = 100 });
        long before = Clock.GetTimestamp();

        BtpApiException error = await Fails(new WaitOptions { Timeout = TimeSpan.FromSeconds(timeout), PollInterval = TimeSpan.FromSeconds(interval) });

        Assert.Equal((Failure.WaitTimedOut, "c-1"), (error.Failure, error.CorrelationId));
        Assert.Contains(Job, error.Message, StringComparison.Ordinal);
        Assert.Equal((TimeSpan.FromSeconds(timeout), looks), (Clock.GetElapsedTime(before), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        Script(Began(), State("IN_PROGRESS") with { Times = 100 });
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Waiter.SendAsync(Begin(), new WaitOptions { Progress = _ => stop.Cancel() }, stop.Token).AsTask());
        Assert.Equal(1, Btp.Requests.Count("GET"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_look_that_is_refused_once_is_looked_again(int status)
    {
        Script(Began(), State("IN_PROGRESS"), new Fault { Method = "GET", Path = Jobs, Status = status }, State("COMPLETED"));

        HttpAnswer answer = await Waiter.SendAsync(Begin(), new WaitOptions(), CancellationToken.None);

        Assert.Equal("COMPLETED", Json(answer).GetProperty("status").GetString());
        Assert.Equal((1, 3), (Btp.Requests.Count("POST", Jobs), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task A_token_that_ends_between_two_looks_is_renewed()
    {
        OAuthToken first = await Token(TokenRequest.For(Key("aicore")));
        Script(Began(), State("IN_PROGRESS"), State("COMPLETED"));

        await Waiter.SendAsync(Begin(), new WaitOptions { PollInterval = first.ExpiresIn, Timeout = TimeSpan.FromDays(2) }, CancellationToken.None);

        Assert.Equal(2, Btp.Requests.Matching(null, Jobs).Select(r => r.Headers["Authorization"]).Distinct().Count());
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}/jobs/1")]
    [InlineData("//127.0.0.1:{port}/jobs/1")]
    [InlineData("https://127.0.0.1:{port}/jobs/1")]
    [InlineData("file:///etc/passwd")]
    public async Task A_job_at_another_origin_is_not_looked_at(string location)
    {
        using SocketServer elsewhere = new((_, _) => Task.CompletedTask);
        Script(Began(location.Replace("{port}", $"{elsewhere.Port}", StringComparison.Ordinal)));

        BtpApiException error = await Fails(new WaitOptions());

        Assert.Equal((Failure.HostNotAllowed, 0, 0), (error.Failure, elsewhere.Connections, Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task A_job_that_is_not_found_is_an_error()
    {
        Script(Began(), new Fault { Method = "GET", Path = Job, Status = 404 });

        Assert.Equal(Failure.ApiNotFound, (await Fails(new WaitOptions())).Failure);
    }

    [Fact]
    public async Task Looks_carry_the_correlation_id_and_neither_body_nor_method_of_the_call()
    {
        Script(Began(), State("COMPLETED"));

        await Waiter.SendAsync(Begin(), new WaitOptions(), CancellationToken.None);

        RecordedRequest look = Assert.Single(Btp.Requests.Matching(null, Job));
        Assert.Equal(("GET", 0, "c-1"), (look.Method, look.Body.Length, look.Headers["X-CorrelationID"]));
    }

    [Fact]
    public async Task A_refusal_that_the_caller_accepts_is_given()
    {
        Script(new Fault { Method = "POST", Path = Jobs, Status = 409, Body = "{}" });

        Assert.Equal(409, (await Waiter.SendAsync(Begin() with { Accepts = _ => true }, new WaitOptions(), CancellationToken.None)).StatusCode);
    }

    [Fact]
    public async Task Only_the_result_is_written_to_a_file()
    {
        using TemporaryDirectory directory = new();
        string path = Path.Combine(directory.Path, "result.json");
        Script(Began(), State("IN_PROGRESS"), State("COMPLETED"));

        HttpAnswer answer = await Waiter.SendAsync(Begin() with { Sink = new FileDownload(path) }, new WaitOptions(), CancellationToken.None);

        Assert.Empty(answer.Body);
        Assert.Equal("""{"status":"COMPLETED"}""", await File.ReadAllTextAsync(path));
    }

    private OperationWaiter Waiter => new(Api, Clock);

    private static Fault Began(string location = Job) => new() { Method = "POST", Path = Jobs, Status = 202, Headers = new Dictionary<string, string> { ["Location"] = location } };

    private static Fault State(string word, params (string Name, string Value)[] headers) => new() { Method = "GET", Path = Jobs, Body = $$"""{"status":"{{word}}"}""", Headers = headers.ToDictionary(h => h.Name, h => h.Value) };

    private BtpApiRequest Begin() => Request(HttpMethod.Post, Key("aicore"), Jobs, new { }) with { CorrelationId = "c-1" };

    private void Script(params Fault[] answers) => Btp.Faults.Add(answers);

    private Task<BtpApiException> Fails(WaitOptions options) => Assert.ThrowsAsync<BtpApiException>(() => Waiter.SendAsync(Begin(), options, CancellationToken.None).AsTask());

    private async Task<TimeSpan> Elapsed(WaitOptions? options = null)
    {
        long before = Clock.GetTimestamp();
        await Waiter.SendAsync(Begin(), (options ?? new WaitOptions()) with { Progress = seen.Add }, CancellationToken.None);
        return Clock.GetElapsedTime(before);
    }
}
