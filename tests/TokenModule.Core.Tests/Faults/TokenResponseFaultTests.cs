using System.Text;
using BtpEmulator;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>How the token client reports the faults of its server. TransportFaultTests has every fault of the network.</summary>
[Collection(nameof(SequentialTests))]
public sealed class TokenResponseFaultTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private const string Valid = """{"access_token":"a.b.c","token_type":"bearer","expires_in":3600}""";

    /// <summary>The name of the fault, the failure, and the number of requests for the grant of a client and of a user.</summary>
    public static TheoryData<string, Failure, int, int> Faults => new()
    {
        { "reset before the answer", Failure.NetworkBroken, 4, 1 },
        { "endless body", Failure.TokenResponseInvalid, 1, 1 },
        { "gzip bomb", Failure.TokenResponseInvalid, 1, 1 },
        { "truncated gzip", Failure.TokenResponseInvalid, 1, 1 },
        { "redirect 307", Failure.RedirectRefused, 1, 1 },
        { "400 invalid_grant", Failure.GrantRejected, 1, 1 },
        { "400 invalid_scope", Failure.ScopeRejected, 1, 1 },
        { "401 JSON", Failure.ClientRejected, 1, 1 },
        { "401 HTML", Failure.ClientRejected, 1, 1 },
        { "500", Failure.ServerError, 4, 1 },
        { "503 with Retry-After", Failure.ServerError, 4, 4 },
        { "429 with seconds", Failure.Throttled, 4, 4 },
        { "429 with a day", Failure.Throttled, 1, 1 },
        { "204", Failure.TokenResponseInvalid, 1, 1 },
        { "empty", Failure.TokenResponseInvalid, 1, 1 },
        { "HTML", Failure.TokenResponseInvalid, 1, 1 },
        { "null", Failure.TokenResponseInvalid, 1, 1 },
        { "array", Failure.TokenResponseInvalid, 1, 1 },
        { "trailing bytes", Failure.TokenResponseInvalid, 1, 1 },
        { "deep", Failure.TokenResponseInvalid, 1, 1 },
        { "duplicate names", Failure.TokenResponseInvalid, 1, 1 },
        { "UTF-16", Failure.TokenResponseInvalid, 1, 1 },
        { "error in a 200", Failure.TokenResponseInvalid, 1, 1 },
        { "token with a line end", Failure.TokenResponseInvalid, 1, 1 },
        { "token type mac", Failure.TokenResponseInvalid, 1, 1 },
        { "token that is a number", Failure.TokenResponseInvalid, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_has_one_error_a_bounded_number_of_requests_and_bounded_memory(string fault, Failure expected,
        int requestsOfClient, int requestsOfUser)
    {
        ServiceKey client = ReadKey(SeedSystem.BusinessEntityRecognition);
        ServiceKey user = ReadKey(SeedSystem.CloudManagementCentral);
        Btp.Faults.Add(CreateFault(fault) with { Times = 20 });

        await AssertFailsAsync(TokenRequest.FromKey(client), expected, requestsOfClient);
        await AssertFailsAsync(CreateSignInRequest(user, "bob@example.com", "Efgh"), expected, requestsOfUser);
    }

    [Theory]
    [InlineData("byte order mark")]
    [InlineData("unknown charset")]
    [InlineData("gzip")]
    [InlineData("members nobody knows")]
    [InlineData("lifetime as text")]
    public async Task Unusual_but_readable_response_is_accepted(string answer)
    {
        Btp.Faults.Add(CreateFault(answer));

        Assert.Equal(TimeSpan.FromSeconds(3600), (await GetTokenAsync(SeedSystem.BusinessEntityRecognition)).ExpiresIn);
    }

    [Theory]
    [InlineData(503, "Retry-After", "2")]
    [InlineData(503, null, null)]
    [InlineData(429, "Retry-After", "1")]
    [InlineData(500, null, null)]
    public async Task Server_that_recovers_receives_only_the_necessary_requests(int status, string? header, string? value)
    {
        Btp.Faults.Add(new Fault { Status = status, Times = 2, Headers = header is null ? new Dictionary<string, string>()
            : new Dictionary<string, string> { [header] = value! } });

        Assert.NotNull(await GetTokenAsync(SeedSystem.BusinessEntityRecognition));
        Assert.Equal(3, Btp.Requests.All.Count);
    }

    [Fact]
    public async Task Retry_After_date_is_measured_from_the_server_time()
    {
        Clock.SetWallClockError(TimeSpan.FromHours(-2));
        DateTimeOffset server = DateTimeOffset.UtcNow;
        Btp.Faults.Add(new Fault { Status = 429, Headers = new Dictionary<string,
            string> { ["Date"] = server.ToString("r"), ["Retry-After"] = server.AddSeconds(5).ToString("r") } });
        long before = Clock.GetTimestamp();

        await GetTokenAsync(SeedSystem.BusinessEntityRecognition);
        Assert.Equal(TimeSpan.FromSeconds(5), Clock.GetElapsedTime(before));
    }

    [Fact]
    public async Task Fifty_callers_share_one_failure_that_is_not_cached()
    {
        Btp.Faults.Add(new Fault { Status = 401, Body = "no", DelaySeconds = 0.2 });
        Task<OAuthToken>[] callers =
            [.. Enumerable.Range(0, 50).Select(_ => Task.Run(() => GetTokenAsync(SeedSystem.BusinessEntityRecognition)))];
        foreach (Task<OAuthToken> caller in callers)
        {
            await Assert.ThrowsAsync<TokenRequestException>(() => caller);
        }

        Assert.Single(Btp.Requests.All);
        Assert.NotNull(await GetTokenAsync(SeedSystem.BusinessEntityRecognition));
    }

    private async Task AssertFailsAsync(TokenRequest request, Failure expected, int requests)
    {
        Btp.Requests.Clear();
        long before = GC.GetTotalAllocatedBytes(precise: true);

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() =>
            GetTokenAsync(request with { Network = new NetworkOptions { Timeout = TimeSpan.FromMinutes(2) } }));

        Assert.Equal((expected, requests), (error.Failure, Btp.Requests.All.Count));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 40_000_000);
    }

    private static Fault CreateFault(string name) => name switch
    {
        "endless body" => new Fault { Body = new string(' ', 5_000_000) },
        "gzip bomb" => FaultExamples.CreateCompressed(new byte[50_000_000], cut: 0),
        "gzip" => FaultExamples.CreateCompressed(Encoding.UTF8.GetBytes(Valid), cut: 0),
        "400 invalid_grant" => new Fault { Status = 400, Body = """{"error":"invalid_grant"}""" },
        "400 invalid_scope" => new Fault { Status = 400, Body = """{"error":"invalid_scope"}""" },
        "401 JSON" => new Fault { Status = 401, Body = """{"error":"unauthorized","error_description":"Bad credentials"}""" },
        "401 HTML" => new Fault { Status = 401, Body = "<html>no</html>" },
        "204" => new Fault { Status = 204 },
        "empty" => CreateResponse(""),
        "HTML" => CreateResponse("<html>log in</html>"),
        "null" => CreateResponse("null"),
        "array" => CreateResponse("[" + Valid + "]"),
        "trailing bytes" => CreateResponse(Valid + " x"),
        "deep" => CreateResponse("""{"a":""" + new string('[', 100) + new string(']', 100) + "," + Valid[1..]),
        "duplicate names" => CreateResponse(Valid[..^1] + ""","access_token":"d.e.f"}"""),
        "UTF-16" => new Fault { BodyBytes = Encoding.Unicode.GetBytes(Valid), Headers = new Dictionary<string,
            string> { ["Content-Type"] = "application/json;charset=utf-16" } },
        "byte order mark" => CreateResponse("\uFEFF" + Valid),
        "unknown charset" =>
            new Fault { Body = Valid, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json;charset=klingon" } },
        "members nobody knows" => CreateResponse("""{"x":[{"y":null}],""" + Valid[1..]),
        "lifetime as text" => CreateResponse(Valid.Replace("3600", "\"3600\"", StringComparison.Ordinal)),
        "error in a 200" => CreateResponse("""{"error":"invalid_client"}"""),
        "token with a line end" => CreateResponse(Valid.Replace("a.b.c", "a.b.c\\r\\nX: y", StringComparison.Ordinal)),
        "token type mac" => CreateResponse(Valid.Replace("bearer", "mac", StringComparison.Ordinal)),
        "token that is a number" => CreateResponse(Valid.Replace("\"a.b.c\"", "5", StringComparison.Ordinal)),
        _ => FaultExamples.Create(name, Valid),
    };

    private static Fault CreateResponse(string body) => new() { Status = 200, Body = body };
}
