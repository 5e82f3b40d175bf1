using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

/// <summary>
/// Tests every fault of a server's response: the result, and the number of requests when a repetition is safe and when it is not.
/// </summary>
public sealed class TransportFaultTests : IClassFixture<SharedEmulator>, IDisposable
{
    private const string Path = "/faulty";
    private const string ValidBody = """{"value":[1,2,3]}""";

    private readonly TestClock clock = new();
    private readonly HttpTransport transport;
    private readonly Emulator btp;

    public TransportFaultTests(SharedEmulator shared)
    {
        transport = new HttpTransport(clock);
        btp = shared.Btp;
        btp.Faults.Clear();
        btp.Requests.Clear();
    }

    [Theory]
    [InlineData("reset before the answer", Failure.NetworkBroken, 4, 1)]
    [InlineData("closed inside the answer", Failure.NetworkBroken, 4, 1)]
    [InlineData("garbage", Failure.NetworkBroken, 4, 1)]
    [InlineData("bad status line", Failure.NetworkBroken, 4, 1)]
    [InlineData("bad chunk", Failure.NetworkBroken, 4, 1)]
    [InlineData("two lengths", Failure.NetworkBroken, 4, 1)]
    [InlineData("shorter than its length", Failure.NetworkBroken, 4, 1)]
    [InlineData("header of 200 KB", Failure.NetworkBroken, 4, 1)]
    [InlineData("truncated gzip", Failure.ApiError, 1, 1)]
    [InlineData("compressed in another way", Failure.ApiError, 1, 1)]
    [InlineData("redirect 302", Failure.RedirectRefused, 1, 1)]
    [InlineData("redirect 303", Failure.RedirectRefused, 1, 1)]
    [InlineData("redirect 307", Failure.RedirectRefused, 1, 1)]
    [InlineData("redirect to itself", Failure.RedirectRefused, 1, 1)]
    [InlineData("redirect to a file", Failure.RedirectRefused, 1, 1)]
    [InlineData("429 with a day", Failure.Throttled, 1, 1)]
    [InlineData("429 with SAP's reset in a day", Failure.Throttled, 1, 1)]
    public async Task A_fault_has_one_error_and_a_bounded_number_of_requests(string fault, Failure expected, int safely, int otherwise)
    {
        foreach ((ResendPolicy resend, int requests) in new[] { (ResendPolicy.Always, safely), (ResendPolicy.IfNotProcessed, otherwise) })
        {
            Break(fault);
            TransportException error = await Assert.ThrowsAsync<TransportException>(() => SendAsync(resend));

            Assert.Equal((expected, requests, "c-1"), (error.Failure, btp.Requests.Count("GET", Path), error.CorrelationId));
            Assert.Contains("Correlation id: c-1.", error.Message, StringComparison.Ordinal);
            Assert.Contains(btp.Address.Authority, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("304", 304, 1, 1)]
    [InlineData("400", 400, 1, 1)]
    [InlineData("401", 401, 1, 1)]
    [InlineData("403", 403, 1, 1)]
    [InlineData("404", 404, 1, 1)]
    [InlineData("408", 408, 4, 1)]
    [InlineData("409", 409, 1, 1)]
    [InlineData("500", 500, 4, 1)]
    [InlineData("501", 501, 1, 1)]
    [InlineData("502", 502, 4, 1)]
    [InlineData("503", 503, 4, 1)]
    [InlineData("504", 504, 4, 1)]
    [InlineData("503 with Retry-After", 503, 4, 4)]
    [InlineData("429 with seconds", 429, 4, 4)]
    [InlineData("429 with a date", 429, 4, 4)]
    [InlineData("429 without Retry-After", 429, 4, 4)]
    [InlineData("429 with garbage", 429, 4, 4)]
    [InlineData("429 with a negative number", 429, 4, 4)]
    [InlineData("429 with SAP's reset", 429, 4, 4)]
    public async Task A_status_that_stays_is_returned_after_a_bounded_number_of_requests(string fault, int expected, int safely,
        int otherwise)
    {
        foreach ((ResendPolicy resend, int requests) in new[] { (ResendPolicy.Always, safely), (ResendPolicy.IfNotProcessed, otherwise),
            (ResendPolicy.Never, 1) })
        {
            Break(fault);
            TransportResponse answer = await SendAsync(resend);

            Assert.Equal((expected, requests, requests), (answer.StatusCode, answer.Attempts, btp.Requests.Count("GET", Path)));
        }
    }

    public void Dispose() => transport.Dispose();

    private void Break(string fault)
    {
        btp.Faults.Clear();
        btp.Requests.Clear();
        Fault damage = fault == "redirect to itself" ? FaultExamples.CreateWithHeader(308, "Location", Path)
            : FaultExamples.Create(fault, ValidBody);
        btp.Faults.Add(damage with { Path = Path, Times = 20 });
    }

    private Task<TransportResponse> SendAsync(ResendPolicy resend)
    {
        TransportRequest call = new(HttpMethod.Get, new Uri(btp.Address, Path + "?q=canary-query"))
        {
            Bearer = new Secret("canary-token"),
            CorrelationId = "c-1",
            Resend = resend,
            UnusableResponseFailure = Failure.ApiError,
            Network = new NetworkOptions { Timeout = TimeSpan.FromMinutes(2) },
        };
        return transport.SendAsync(call, CancellationToken.None);
    }
}
