using BtpEmulator;
using TokenModule.Api;

namespace TokenModule;

/// <summary>What is said of a refusal.</summary>
public sealed class ApiRefusalTests : ApiCalls, IClassFixture<SharedEmulator>
{
    private const string Path = "/v2/lm/things";

    public ApiRefusalTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Code_message_target_and_correlation_id_of_cloud_management()
    {
        BtpApiException error = await Refused(400, """{"error":{"code":11006,"message":"No","target":"/t","correlationID":"theirs","details":[{"message":"too long"}]}}""");

        Assert.Equal(("11006", "/t", "theirs", 400), (error.Code, error.Target, error.CorrelationId, error.StatusCode));
        Assert.Contains("400 Bad Request, code 11006: No; too long. ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Correlation id: theirs.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"BrokerError","description":"The broker failed"}""", "code BrokerError: The broker failed.")]
    [InlineData("""{"code":"E93","message":"Missing file"}""", "code E93: Missing file.")]
    [InlineData("\uFEFF{\"code\":\"E93\",\"message\":\"Missing file\"}", "code E93: Missing file.")]
    [InlineData("""{"\ud800":1,"code":"E93","message":"Missing file"}""", "409 Conflict")]
    [InlineData("<html>busy</html>", "409 Conflict. ")]
    public async Task Errors_of_other_services(string body, string expected)
    {
        Assert.Contains(expected, (await Refused(409, body)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "Bearer error=\"invalid_token\", error_description=\"wrong audience\"")]
    [InlineData(403, "Bearer error=\"insufficient_scope\", error_description=\"wrong audience\"")]
    public async Task An_empty_refusal_has_its_reason_in_the_challenge(int status, string challenge)
    {
        BtpApiException error = await Refused(status, body: null, ("WWW-Authenticate", challenge));

        Assert.Contains(": wrong audience. ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "")]
    [InlineData("application/json", """{"error":"unauthorized"}""")]
    public async Task A_refusal_that_says_nothing_has_its_reason_in_the_challenge_too(string type, string body)
    {
        BtpApiException error = await Refused(403, body, ("Content-Type", type), ("WWW-Authenticate", "Bearer error_description=\"why\""));

        Assert.Contains(": why. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_text_is_said()
    {
        Assert.Contains("404 Not Found: no such route. ", (await Refused(404, "no such route", ("Content-Type", "text/plain; charset=utf-8"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"error":{"code":11006,"message":"Too many requests"}}""")]
    public async Task A_429_of_the_saas_service_may_mean_not_found(string? body)
    {
        Btp.Faults.Add(new Fault { Path = "/saas-manager", Status = 429, Body = body, Times = 4 });

        BtpApiException error = await Fails(Get(Key(SeedSystem.CloudManagementLocal), "/saas-manager/v1/applications/nothing"));

        Assert.Equal(Failure.Throttled, error.Failure);
        Assert.Contains("check the ids", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named_beside_those_the_token_has()
    {
        BtpApiException error = await Fails(Get(Key(SeedSystem.CloudManagementLocal), "/accounts/v1/subaccounts") with { CorrelationId = "c-1" });

        Assert.Equal((Failure.ApiForbidden, 403), (error.Failure, error.StatusCode));
        Assert.Matches("It needs the scope .*subaccount.read.*, and the token has .*event.read", error.Message);
        Assert.Contains("Correlation id: c-1.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/accounts/v1/subaccounts")]
    [InlineData("DELETE", "/accounts/v1/subaccounts/x")]
    [InlineData("PUT", "/entitlements/v1/subaccountServicePlans")]
    public async Task A_change_that_the_token_may_surely_not_make_is_not_sent(string method, string path)
    {
        BtpApiException error = await Fails(Request(new HttpMethod(method), Key(SeedSystem.CloudManagementLocal), path, new { }) with { CorrelationId = "c-1" });

        Assert.Equal((Failure.ApiForbidden, "c-1", (int?)null), (error.Failure, error.CorrelationId, error.StatusCode));
        Assert.Matches("was not sent. It needs the scope .+, and the token has .*event.read", error.Message);
        Assert.Equal(0, Btp.Requests.Count(method, path));
    }

    [Fact]
    public async Task A_change_whose_refusal_the_caller_wants_to_see_is_sent()
    {
        BtpApiRequest request = Request(HttpMethod.Post, Key(SeedSystem.CloudManagementLocal), "/accounts/v1/subaccounts", new { }) with { AcceptsRefusal = true, Accepts = _ => true };

        Assert.Equal(403, (await Send(request)).StatusCode);
    }

    [Fact]
    public async Task A_scope_that_the_token_has_is_not_called_missing()
    {
        Btp.Faults.Add(new Fault { Path = "/cloud-management", Status = 403 });

        Assert.Contains("event.read, which the token has", (await Fails(Get(Key(SeedSystem.CloudManagementLocal), "/cloud-management/v1/events"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_correlation_id_is_sent_and_stands_for_the_servers_where_it_names_none()
    {
        BtpApiException error = await Refused(404, body: null);

        Assert.Equal("ours", Btp.Requests.Matching("GET")[0].Headers["X-CorrelationID"]);
        Assert.Equal("ours", error.CorrelationId);
    }

    private Task<BtpApiException> Refused(int status, string? body, params (string Name, string Value)[] headers)
    {
        Btp.Faults.Add(new Fault { Path = Path, Status = status, Body = body, Times = 4, Headers = headers.ToDictionary(h => h.Name, h => h.Value) });
        return Fails(Get(Key("aicore"), Path) with { CorrelationId = "ours" });
    }
}
