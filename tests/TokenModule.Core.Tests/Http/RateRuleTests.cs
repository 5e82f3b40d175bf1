using System.Net;
using System.Text;
using TokenModule.Http;

namespace TokenModule;

public sealed class RateRuleTests
{
    private const string SapError =
        """{"error":{"code":11006,"message":"Too many requests","details":[{"code":11007,"message":"Maximum request rate limit is 8 requests in 2 seconds"}]}}""";

    [Theory]
    [InlineData(SapError, 8, 2)]
    [InlineData("Maximum request rate limit is 1 request in 1 second", 1, 1)]
    [InlineData("100 requests per minute", 100, 60)]
    [InlineData("20 requests per 30 minutes", 20, 1800)]
    [InlineData("5 requests in 500 milliseconds", 5, 0.5)]
    [InlineData("1000 requests within an hour", 1000, 3600)]
    public void Rule_is_read_from_the_body(string body, int requests, double seconds)
    {
        Assert.Equal(new RateRule(requests, TimeSpan.FromSeconds(seconds)), RateRule.ReadOrDefault(CreateResponse(body)));
    }

    [Theory]
    [InlineData("8;w=2", 8, 2)]
    [InlineData("\"default\";q=8;w=2", 8, 2)]
    public void Rule_is_read_from_the_policy_header(string policy, int requests, int seconds)
    {
        TransportResponse response = CreateResponse("no", ("RateLimit-Policy", policy));

        Assert.Equal(new RateRule(requests, TimeSpan.FromSeconds(seconds)), RateRule.ReadOrDefault(response));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Too many requests")]
    [InlineData("0 requests in 2 seconds")]
    [InlineData("8 requests in 0 seconds")]
    [InlineData("-8 requests in -2 seconds")]
    [InlineData("8 requests in 9999999 seconds")]
    [InlineData("99999999999999999999 requests in 2 seconds")]
    [InlineData("Zu viele Anfragen: 8 Anfragen in 2 Sekunden")]
    public void Response_without_a_usable_rule_states_none(string body) => Assert.Null(RateRule.ReadOrDefault(CreateResponse(body)));

    [Fact]
    public async Task Later_calls_are_spaced_and_none_fails()
    {
        TestClock clock = new();
        LimitedService service = new(clock, requests: 8, TimeSpan.FromSeconds(2));
        using HttpTransport transport = new(clock, (_, _, _) => service);
        long started = clock.GetTimestamp();

        foreach (int _ in Enumerable.Range(0, 40))
        {
            Assert.Equal(200, (await SendAsync(transport, retries: 0)).StatusCode);
        }

        Assert.Equal(1, service.Refusals);
        Assert.InRange(clock.GetElapsedTime(started).TotalSeconds, 8, 8 * 1.15);
    }

    [Fact]
    public async Task Rule_is_reported_once()
    {
        TestClock clock = new();
        LimitedService service = new(clock, requests: 2, TimeSpan.FromSeconds(2));
        using HttpTransport transport = new(clock, (_, _, _) => service);
        List<string> reports = [];

        foreach (int _ in Enumerable.Range(0, 9))
        {
            await SendAsync(transport, report: reports.Add);
        }

        Assert.Single(reports, report => report == "api.example accepts 2 requests in 2 s. Later requests are sent at this rate.");
    }

    [Fact]
    public async Task Other_host_and_other_path_are_not_delayed()
    {
        TestClock clock = new();
        LimitedService service = new(clock, requests: 1, TimeSpan.FromSeconds(60));
        using HttpTransport transport = new(clock, (_, _, _) => service);
        await SendAsync(transport);
        await SendAsync(transport);
        long before = clock.GetTimestamp();

        await SendAsync(transport, "https://other.example/limited/v1");
        await SendAsync(transport, "https://api.example/free/v1");

        Assert.Equal(TimeSpan.Zero, clock.GetElapsedTime(before));
    }

    [Fact]
    public async Task Rule_is_ignored_on_request()
    {
        TestClock clock = new();
        LimitedService service = new(clock, requests: 1, TimeSpan.FromSeconds(60));
        using HttpTransport transport = new(clock, (_, _, _) => service);
        await SendAsync(transport, retries: 0);

        TransportResponse refused = await SendAsync(transport, retries: 0, ignoreRule: true);

        Assert.Equal(429, refused.StatusCode);
    }

    [Fact]
    public async Task Rule_that_was_not_confirmed_for_ten_minutes_is_forgotten()
    {
        TestClock clock = new();
        LimitedService service = new(clock, requests: 1, TimeSpan.FromSeconds(60));
        using HttpTransport transport = new(clock, (_, _, _) => service);
        await SendAsync(transport);
        await SendAsync(transport);
        service.IsUnlimited = true;
        clock.Advance(TimeSpan.FromMinutes(11));
        long before = clock.GetTimestamp();

        foreach (int _ in Enumerable.Range(0, 5))
        {
            await SendAsync(transport);
        }

        Assert.Equal(TimeSpan.Zero, clock.GetElapsedTime(before));
    }

    [Fact]
    public async Task Wait_for_the_rule_does_not_count_for_the_timeout()
    {
        TestClock clock = new();
        LimitedService service = new(clock, requests: 1, TimeSpan.FromSeconds(50));
        using HttpTransport transport = new(clock, (_, _, _) => service);

        foreach (int _ in Enumerable.Range(0, 3))
        {
            Assert.Equal(200, (await SendAsync(transport, timeout: 60)).StatusCode);
        }
    }

    [Fact]
    public async Task Service_that_refuses_in_spite_of_its_rule_is_an_ordinary_refusal()
    {
        TestClock clock = new();
        LimitedService service = new(clock, requests: 1, TimeSpan.FromSeconds(1)) { IsClosed = true };
        using HttpTransport transport = new(clock, (_, _, _) => service);

        Assert.Equal(429, (await SendAsync(transport, retries: 1)).StatusCode);
        Assert.Equal(3, service.Refusals);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(40)]
    [Trait("Category", "Slow")]
    public async Task Concurrent_calls_take_at_most_the_shortest_time_that_the_rule_allows(int atOnce)
    {
        LimitedService service = new(TimeProvider.System, requests: 8, TimeSpan.FromSeconds(0.5));
        using HttpTransport transport = new(TimeProvider.System, (_, _, _) => service);
        using SemaphoreSlim throttle = new(atOnce);
        long started = TimeProvider.System.GetTimestamp();

        TransportResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            await throttle.WaitAsync();
            try
            {
                return await SendAsync(transport);
            }
            finally
            {
                throttle.Release();
            }
        }));

        Assert.All(responses, response => Assert.Equal(200, response.StatusCode));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1.9, 2.0 * 1.5);
        Assert.InRange(service.Refusals, 1, atOnce);
    }

    private static Task<TransportResponse> SendAsync(
        HttpTransport transport,
        string address = "https://api.example/limited/v1",
        int retries = 3,
        int timeout = 100,
        bool ignoreRule = false,
        Action<string>? report = null)
    {
        TransportRequest request = new(HttpMethod.Get, new Uri(address))
        {
            Resend = ResendPolicy.Always,
            Network = new NetworkOptions
            {
                MaximumRetryCount = retries,
                Timeout = TimeSpan.FromSeconds(timeout),
                IgnoreRateRule = ignoreRule,
                Report = report,
            },
        };
        return transport.SendAsync(request, CancellationToken.None);
    }

    private static TransportResponse CreateResponse(string body, params (string Name, string Value)[] headers)
    {
        Dictionary<string, string> all = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase);
        return new TransportResponse(429, "Too Many Requests", all, Encoding.UTF8.GetBytes(body));
    }

    /// <summary>A service with a fixed window that begins with its first request, and SAP's error body.</summary>
    private sealed class LimitedService(TimeProvider clock, int requests, TimeSpan period) : HttpMessageHandler
    {
        private readonly object gate = new();
        private readonly Dictionary<string, (long Start, int Count)> windows = [];

        public int Refusals { get; private set; }

        public bool IsUnlimited { get; set; }

        public bool IsClosed { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Refusals += IsClosed ? 1 : 0;
            bool isRefused = IsClosed || (!IsUnlimited && Count(request.RequestUri!.Host + request.RequestUri.Segments[1]) > requests);
            string body = isRefused
                ? $"Maximum request rate limit is {requests} requests in {period.TotalMilliseconds:0} milliseconds"
                : "{}";
            HttpStatusCode status = isRefused ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK;
            return new HttpResponseMessage(status) { Content = new StringContent(body) };
        }

        private int Count(string key)
        {
            lock (gate)
            {
                (long start, int count) = windows.GetValueOrDefault(key, (clock.GetTimestamp(), 0));
                windows[key] = clock.GetElapsedTime(start) >= period ? (clock.GetTimestamp(), 1) : (start, count + 1);
                int now = windows[key].Count;
                Refusals += now > requests ? 1 : 0;
                return now;
            }
        }
    }
}
