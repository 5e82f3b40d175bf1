using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

/// <summary>
/// How the API client reports the faults of its server, and which methods it sends again. TransportFaultTests has every fault.
/// </summary>
public sealed class ApiResponseFaultTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>
{
    private const string Path = "/v2/lm/configurations";
    private const string ValidBody = """{"value":[1,2,3]}""";

    /// <summary>
    /// The name of the fault, the failure, and the number of requests for an idempotent method and for another method.
    /// </summary>
    public static TheoryData<string, Failure, int, int> Faults => new()
    {
        { "reset before the answer", Failure.NetworkBroken, 4, 1 },
        { "truncated gzip", Failure.ApiError, 1, 1 },
        { "compressed in another way", Failure.ApiError, 1, 1 },
        { "redirect 307", Failure.RedirectRefused, 1, 1 },
        { "304", Failure.ApiError, 1, 1 },
        { "400", Failure.ApiError, 1, 1 },
        { "400 locked", Failure.ApiError, 4, 4 },
        { "401", Failure.ApiUnauthorized, 2, 2 },
        { "403", Failure.ApiForbidden, 1, 1 },
        { "404", Failure.ApiNotFound, 1, 1 },
        { "409", Failure.ApiError, 1, 1 },
        { "500", Failure.ServerError, 4, 1 },
        { "501", Failure.ServerError, 1, 1 },
        { "503 with Retry-After", Failure.ServerError, 4, 4 },
        { "429 with seconds", Failure.Throttled, 4, 4 },
        { "429 with a day", Failure.Throttled, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_has_one_error_and_a_bounded_number_of_requests(string fault, Failure expected, int safely, int otherwise)
    {
        foreach ((string method, int requests) in new[] { ("GET", safely), ("PUT", safely), ("DELETE", safely), ("POST", otherwise),
            ("PATCH", otherwise) })
        {
            Btp.Faults.Clear();
            Btp.Faults.Add(CreateFault(fault) with { Path = Path, Times = 20 });
            // A token that the API rejected once is not renewed again for the same API.
            await AssertFailsAsync(method, expected, fault == "401" && method != "GET" ? 1 : requests);
        }
    }

    [Theory]
    [InlineData("429 with seconds", 1)]
    [InlineData("429 with SAP's reset", 2)]
    [InlineData("503 with Retry-After", 1)]
    public async Task Request_is_repeated_at_the_time_the_server_requested(string fault, int seconds)
    {
        Btp.Faults.Add(CreateFault(fault) with { Path = Path }, new Fault { Path = Path, Body = ValidBody });
        long before = Clock.GetTimestamp();

        await SendAsync(CreateRequest(HttpMethod.Post, ReadKey("aicore"), Path, new { }));

        Assert.Equal(TimeSpan.FromSeconds(seconds), Clock.GetElapsedTime(before));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Request_for_a_locked_entitlement_is_repeated_until_it_is_unlocked(string method)
    {
        Btp.Faults.Add(CreateFault("400 locked") with { Path = Path, Times = 2 }, new Fault { Path = Path, Body = ValidBody });

        Assert.Equal(200, (await SendAsync(CreateRequest(new HttpMethod(method), ReadKey("aicore"), Path, new { }))).StatusCode);
        Assert.Equal(3, Btp.Requests.Count(method, Path));
    }

    private async Task AssertFailsAsync(string method, Failure expected, int requests)
    {
        BtpApiRequest request = CreateRequest(new HttpMethod(method), ReadKey("aicore"), Path + "?q=canary-query", method == "GET" ? null
            : new { text = "canary-body" }) with
        {
            CorrelationId = "c-1",
            Network = new NetworkOptions { Timeout = TimeSpan.FromMinutes(2) },
        };
        await GetTokenAsync(request.TokenRequest);
        Btp.Requests.Clear();

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => SendAsync(request));

        Assert.Equal((expected, requests, "c-1"), (error.Failure, Btp.Requests.Count(method, Path), error.CorrelationId));
        Assert.Contains("Correlation id: c-1.", error.Message, StringComparison.Ordinal);
        Assert.Contains(request.Address.Authority, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.ToString(), StringComparison.Ordinal);
    }

    private static Fault CreateFault(string name) => name switch
    {
        "400 locked" => new Fault { Status = 400, Body = """{"error":{"code":30004,"message":"locked"}}""" },
        _ => FaultExamples.Create(name, ValidBody),
    };
}
