using BtpEmulator;
using TokenModule.Api;

namespace TokenModule;

/// <summary>Tests the messages for responses that report an error.</summary>
public sealed class ApiErrorFactoryTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>
{
    private const string Path = "/v2/lm/things";

    [Fact]
    public async Task Cloud_Management_error_has_code_message_target_and_correlation_id()
    {
        BtpApiException error = await SendRejectedAsync(400,
            """{"error":{"code":11006,"message":"No","target":"/t","correlationID":"theirs","details":[{"message":"too long"}]}}""");

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
    public async Task Error_formats_of_other_services_are_reported(string body, string expected)
    {
        Assert.Contains(expected, (await SendRejectedAsync(409, body)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "Bearer error=\"invalid_token\", error_description=\"wrong audience\"")]
    [InlineData(403, "Bearer error=\"insufficient_scope\", error_description=\"wrong audience\"")]
    public async Task Empty_error_response_is_explained_by_the_WWW_Authenticate_header(int status, string challenge)
    {
        BtpApiException error = await SendRejectedAsync(status, body: null, ("WWW-Authenticate", challenge));

        Assert.Contains(": wrong audience. ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "")]
    [InlineData("application/json", """{"error":"unauthorized"}""")]
    public async Task Unhelpful_error_body_is_explained_by_the_WWW_Authenticate_header(string type, string body)
    {
        BtpApiException error =
            await SendRejectedAsync(403, body, ("Content-Type", type), ("WWW-Authenticate", "Bearer error_description=\"why\""));

        Assert.Contains(": why. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_text_error_body_is_included_in_the_message()
    {
        Assert.Contains("404 Not Found: no such route. ",
            (await SendRejectedAsync(404, "no such route", ("Content-Type", "text/plain; charset=utf-8"))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getSubaccounts", "'getSubaccounts' is an operation, not a path. Pass it with -Operation getSubaccounts.")]
    [InlineData("x/getsubaccounts", "'getSubaccounts' is an operation, not a path. Pass it with -Operation getSubaccounts.")]
    [InlineData("getSubacounts", "Did you mean the operation 'getSubaccounts'? Pass it with -Operation getSubaccounts.")]
    [InlineData("x/subaccount", "-Endpoint names the right service.")]
    public async Task Unknown_path_that_resembles_an_operation_suggests_the_operation(string path, string expected)
    {
        BtpApiException error = await AssertFailsAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), $"/v1/{path}"));

        Assert.Equal(404, error.StatusCode);
        Assert.Contains($"{expected} Correlation id:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"error":{"code":11006,"message":"Too many requests"}}""")]
    public async Task Status_429_of_SaaS_provisioning_suggests_that_the_resource_is_missing(string? body)
    {
        Btp.Faults.Add(new Fault { Path = "/saas-manager", Status = 429, Body = body, Times = 4 });

        BtpApiException error =
            await AssertFailsAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), "/saas-manager/v1/applications/nothing"));

        Assert.Equal(Failure.Throttled, error.Failure);
        Assert.Contains("Check the ids", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_scope_is_reported_with_the_scopes_of_the_token()
    {
        BtpApiException error = await AssertFailsAsync(
            CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), "/accounts/v1/subaccounts") with { CorrelationId = "c-1" });

        Assert.Equal((Failure.ApiForbidden, 403), (error.Failure, error.StatusCode));
        Assert.Matches("The catalog lists the scope .*subaccount.read.*, and the token has uaa.resource.* and [0-9] more", error.Message);
        Assert.Contains("Correlation id: c-1.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/accounts/v1/subaccounts", "plan 'central'")]
    [InlineData("DELETE", "/accounts/v1/subaccounts/x", "'Global Account Administrator'")]
    [InlineData("PUT", "/entitlements/v1/subaccountServicePlans", "")]
    public async Task Change_without_a_listed_scope_is_sent_and_the_error_explains_the_scopes(string method, string path, string grant)
    {
        BtpApiException error = await AssertFailsAsync(
            CreateRequest(new HttpMethod(method), ReadKey(SeedSystem.CloudManagementLocal), path, new { }) with { CorrelationId = "c-1" });

        Assert.Equal((Failure.ApiForbidden, "c-1", 403), (error.Failure, error.CorrelationId, error.StatusCode));
        Assert.Matches("The catalog lists the scope .+ for this operation, and the token has uaa.resource.* and [0-9] more", error.Message);
        Assert.Contains(grant, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Btp.Requests.Count(method, path));
    }

    [Theory]
    [InlineData("POST", 500)]
    [InlineData("POST", 502)]
    [InlineData("PATCH", 503)]
    [InlineData("PATCH", 504)]
    public async Task Failed_change_has_an_unknown_outcome(string method, int status)
    {
        foreach (string? body in new[] { null, """{"error":{"code":1,"message":"boom"}}""" })
        {
            Btp.Faults.Add(new Fault { Path = Path, Status = status, Body = body });
            BtpApiRequest request = CreateRequest(new HttpMethod(method), ReadKey("aicore"), Path, new { });

            BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => SendAsync(request));

            Assert.Equal(Failure.ServerError, error.Failure);
            Assert.Contains($"is unknown: the service may have carried out the {method}.", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("ry again", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, Btp.Requests.Count(method, Path));
            Btp.Requests.Clear();
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Request_that_can_be_repeated_has_no_unknown_outcome(string method)
    {
        Btp.Faults.Add(new Fault { Path = Path, Status = 500, Times = 4 });
        BtpApiRequest request = CreateRequest(new HttpMethod(method), ReadKey("aicore"), Path) with
        {
            Network = new() { MaximumRetryCount = 0 },
        };

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => SendAsync(request));

        Assert.DoesNotContain("unknown", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_of_a_change_can_be_caused_by_an_earlier_attempt()
    {
        Btp.Faults.Add(new Fault { Path = Path, Status = 409, Body = """{"error":{"code":20007,"message":"exists"}}""" });

        BtpApiException error = await AssertFailsAsync(CreateRequest(HttpMethod.Post, ReadKey("aicore"), Path, new { }));

        Assert.Contains("An earlier attempt of this change may be the cause", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_limit_of_a_service_is_explained_by_the_size_of_the_token()
    {
        BtpApiException error = await SendRejectedAsync(431, body: null);

        Assert.Matches("The token has [0-9,]+ characters.*-Scope.*role collections.*opaque tokens", error.Message);
    }

    [Fact]
    public async Task Scope_in_the_token_is_not_reported_as_missing()
    {
        Btp.Faults.Add(new Fault { Path = "/cloud-management", Status = 403 });

        Assert.Contains("event.read for this operation, which the token has",
            (await AssertFailsAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), "/cloud-management/v1/events"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_correlation_id_is_reported_when_the_server_returns_none()
    {
        BtpApiException error = await SendRejectedAsync(404, body: null);

        Assert.Equal("ours", Btp.Requests.FindMatching("GET")[0].Headers["X-CorrelationID"]);
        Assert.Equal("ours", error.CorrelationId);
    }

    private Task<BtpApiException> SendRejectedAsync(int status, string? body, params (string Name, string Value)[] headers)
    {
        Btp.Faults.Add(
            new Fault { Path = Path, Status = status, Body = body, Times = 4, Headers = headers.ToDictionary(h => h.Name, h => h.Value) });
        return AssertFailsAsync(CreateGetRequest(ReadKey("aicore"), Path) with { CorrelationId = "ours" });
    }
}
