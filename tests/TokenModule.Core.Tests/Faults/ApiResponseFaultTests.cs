using System.Diagnostics;
using System.Globalization;
using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Answers of an API that are wrong: for each the error, the number of requests by method, and how long and how much memory it may take.</summary>
[Collection(nameof(SequentialTests))]
public sealed class ApiResponseFaultTests : ApiTestBase, IClassFixture<SharedEmulator>
{
    private const string Path = "/v2/lm/configurations";
    private const string Good = """{"value":[1,2,3]}""";
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    public ApiResponseFaultTests(SharedEmulator shared)
        : base(shared)
    {
    }

    /// <summary>The name of the fault, what comes of it, and how many requests it may cost where twice is as good as once, and where it is not.</summary>
    public static TheoryData<string, Failure, int, int> Faults => new()
    {
        { "reset before the answer", Failure.NetworkBroken, 4, 1 },
        { "closed inside the answer", Failure.NetworkBroken, 4, 1 },
        { "garbage", Failure.NetworkBroken, 4, 1 },
        { "bad status line", Failure.NetworkBroken, 4, 1 },
        { "bad chunk", Failure.NetworkBroken, 4, 1 },
        { "two lengths", Failure.NetworkBroken, 4, 1 },
        { "shorter than its length", Failure.NetworkBroken, 4, 1 },
        { "header of 200 KB", Failure.NetworkBroken, 4, 1 },
        { "stall before the headers", Failure.NetworkTimeout, 1, 1 },
        { "one byte a second", Failure.NetworkTimeout, 1, 1 },
        { "longer than any answer", Failure.ApiError, 1, 1 },
        { "truncated gzip", Failure.ApiError, 1, 1 },
        { "compressed in another way", Failure.ApiError, 1, 1 },
        { "redirect 302", Failure.RedirectRefused, 1, 1 },
        { "redirect 303", Failure.RedirectRefused, 1, 1 },
        { "redirect 307", Failure.RedirectRefused, 1, 1 },
        { "redirect to itself", Failure.RedirectRefused, 1, 1 },
        { "redirect to a file", Failure.RedirectRefused, 1, 1 },
        { "304", Failure.ApiError, 1, 1 },
        { "400", Failure.ApiError, 1, 1 },
        { "400 locked", Failure.ApiError, 4, 4 },
        { "401", Failure.ApiUnauthorized, 2, 2 },
        { "403", Failure.ApiForbidden, 1, 1 },
        { "404", Failure.ApiNotFound, 1, 1 },
        { "408", Failure.ServerError, 4, 1 },
        { "409", Failure.ApiError, 1, 1 },
        { "500", Failure.ServerError, 4, 1 },
        { "501", Failure.ServerError, 1, 1 },
        { "502", Failure.ServerError, 4, 1 },
        { "503", Failure.ServerError, 4, 1 },
        { "504", Failure.ServerError, 4, 1 },
        { "503 with Retry-After", Failure.ServerError, 4, 4 },
        { "429 with seconds", Failure.Throttled, 4, 4 },
        { "429 with a date", Failure.Throttled, 4, 4 },
        { "429 without Retry-After", Failure.Throttled, 4, 4 },
        { "429 with garbage", Failure.Throttled, 4, 4 },
        { "429 with a negative number", Failure.Throttled, 4, 4 },
        { "429 with a day", Failure.Throttled, 1, 1 },
        { "429 with SAP's reset", Failure.Throttled, 4, 4 },
        { "429 with SAP's reset in a day", Failure.Throttled, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_causes_one_error_with_bounded_requests_time_and_memory(string fault, Failure expected, int safely, int otherwise)
    {
        foreach ((string method, int requests) in new[] { ("GET", safely), ("PUT", safely), ("DELETE", safely), ("POST", otherwise), ("PATCH", otherwise) })
        {
            Btp.Faults.Clear();
            Btp.Faults.Add(CreateFault(fault) with { Path = Path, Times = 20 });
            await AssertFailsAsync(method, expected, requests);
        }
    }

    [Theory]
    [InlineData("429 with seconds", 1)]
    [InlineData("429 with SAP's reset", 2)]
    [InlineData("503 with Retry-After", 1)]
    public async Task Request_is_repeated_at_the_time_the_server_requested(string fault, int seconds)
    {
        Btp.Faults.Add(CreateFault(fault) with { Path = Path }, new Fault { Path = Path, Body = Good });
        long before = Clock.GetTimestamp();

        await SendAsync(CreateRequest(HttpMethod.Post, ReadKey("aicore"), Path, new { }));

        Assert.Equal(TimeSpan.FromSeconds(seconds), Clock.GetElapsedTime(before));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Request_for_a_locked_entitlement_is_repeated_until_it_is_unlocked(string method)
    {
        Btp.Faults.Add(CreateFault("400 locked") with { Path = Path, Times = 2 }, new Fault { Path = Path, Body = Good });

        Assert.Equal(200, (await SendAsync(CreateRequest(new HttpMethod(method), ReadKey("aicore"), Path, new { }))).StatusCode);
        Assert.Equal(3, Btp.Requests.Count(method, Path));
    }

    private async Task AssertFailsAsync(string method, Failure expected, int requests)
    {
        BtpApiRequest request = CreateRequest(new HttpMethod(method), ReadKey("aicore"), Path + "?q=canary-query", method == "GET" ? null : new { text = "canary-body" }) with
        {
            CorrelationId = "c-1",
            Network = new NetworkOptions { Timeout = expected == Failure.NetworkTimeout ? Deadline : TimeSpan.FromMinutes(2) },
        };
        await GetTokenAsync(request.TokenRequest);
        Btp.Requests.Clear();
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetTotalAllocatedBytes(precise: true);

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => SendAsync(request));

        Assert.Equal((expected, requests, "c-1"), (error.Failure, Btp.Requests.Count(method, Path), error.CorrelationId));
        Assert.Contains("Correlation id: c-1.", error.Message, StringComparison.Ordinal);
        Assert.Contains(request.Address.Authority, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.ToString(), StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 40_000_000);
    }

    private static Fault CreateFault(string name) => name switch
    {
        "shorter than its length" => new Fault { Raw = "HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n" + Good },
        "longer than any answer" => new Fault { Raw = "HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n" + Good },
        "compressed in another way" => FaultExamples.CreateWithHeader(200, "Content-Encoding", "br") with { Body = Good },
        "redirect to itself" => FaultExamples.CreateWithHeader(308, "Location", Path),
        "400 locked" => new Fault { Status = 400, Body = """{"error":{"code":30004,"message":"locked"}}""" },
        "429 with SAP's reset" => CreateRateLimit(TimeSpan.FromSeconds(2)),
        "429 with SAP's reset in a day" => CreateRateLimit(TimeSpan.FromDays(1)),
        _ => FaultExamples.Create(name, Good),
    };

    // From the server's own time, which the client then measures it by.
    private static Fault CreateRateLimit(TimeSpan after)
    {
        DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        string end = now.Add(after).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new Fault { Status = 429, Headers = new Dictionary<string, string> { ["Date"] = now.ToString("r"), ["X-Ratelimit-Reset"] = end } };
    }
}
