using System.Text;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class BtpApiClientTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    [Fact]
    public async Task Call_contains_the_token_of_the_key()
    {
        TransportResponse answer =
            await Api.SendAsync(CreateGetRequest(SeedSystem.DocumentInformationExtraction, "capabilities"), CancellationToken.None);

        Assert.Equal(200, answer.StatusCode);
        Assert.StartsWith("Bearer ", Btp.Requests.FindMatching("GET")[0].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_token_is_renewed_and_the_call_is_repeated_once()
    {
        BtpApiRequest request = CreateGetRequest(SeedSystem.DocumentInformationExtraction, "capabilities");
        await Api.SendAsync(request, CancellationToken.None);
        Btp.Faults.Add(new Fault { Method = "GET", Status = 401 });
        Btp.Requests.Clear();

        Assert.Equal(200, (await Api.SendAsync(request, CancellationToken.None)).StatusCode);
        Assert.Equal((1, 2), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task Second_rejection_of_a_token_is_an_error()
    {
        Btp.Faults.Add(new Fault { Method = "GET", Status = 401, Times = 10, Headers = new Dictionary<string,
            string> { ["WWW-Authenticate"] = "Bearer error=\"invalid_token\", error_description=\"wrong audience\"" } });

        BtpApiException error = await AssertFailsAsync(CreateGetRequest(SeedSystem.DocumentInformationExtraction, "capabilities"));

        Assert.Equal(Failure.ApiUnauthorized, error.Failure);
        Assert.Contains("wrong audience", error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task Many_calls_that_an_API_refuses_cost_one_new_token()
    {
        Btp.Faults.Add(new Fault { Method = "GET", Status = 401, Times = 500 });
        BtpApiRequest request = CreateGetRequest(SeedSystem.DocumentInformationExtraction, "capabilities");
        await GetTokenAsync(request.TokenRequest);
        Btp.Requests.Clear();

        foreach (int _ in Enumerable.Range(0, 50))
        {
            await AssertFailsAsync(request);
        }

        Assert.Equal((1, 51), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task Concurrent_calls_that_an_API_refuses_cost_one_new_token()
    {
        Btp.Faults.Add(new Fault { Method = "GET", Status = 401, Times = 500 });
        BtpApiRequest request = CreateGetRequest(SeedSystem.DocumentInformationExtraction, "capabilities");
        await GetTokenAsync(request.TokenRequest);
        Btp.Requests.Clear();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AssertFailsAsync(request)));

        Assert.Equal(1, Btp.Requests.Count("POST"));
    }

    [Fact]
    public async Task Rejected_token_is_described_by_issuer_and_audience()
    {
        Btp.Faults.Add(new Fault { Method = "GET", Status = 401, Times = 10 });

        BtpApiException error = await AssertFailsAsync(CreateGetRequest(SeedSystem.DocumentInformationExtraction, "capabilities"));

        Assert.Matches("127.0.0.1 also rejected a new token of the issuer http.+ for the audience .+", error.Message);
    }

    [Fact]
    public async Task Missing_scope_is_reported_without_requesting_a_new_token()
    {
        BtpApiRequest request = CreateGetRequest(SeedSystem.SaasRegistry, "/saas-manager/v1/applications");

        BtpApiException error = await AssertFailsAsync(request);

        Assert.Equal((Failure.ApiForbidden, 403), (error.Failure, error.StatusCode));
        Assert.Contains("subscription.read", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.CorrelationId);
        Assert.Equal(1, Btp.Requests.Count("POST"));
    }

    [Fact]
    public async Task SAP_error_keeps_its_code_and_correlation_id()
    {
        BtpApiRequest request = CreateGetRequest(SeedSystem.CloudManagementLocal, "/provisioning/v1/environments/nothing",
            "provisioning") with { Headers = [new("X-CorrelationID", "my-id")] };

        BtpApiException error = await AssertFailsAsync(request);

        Assert.Equal((Failure.ApiNotFound, "my-id"), (error.Failure, error.CorrelationId));
        Assert.NotNull(error.Code);
    }

    [Fact]
    public async Task POST_is_not_resent_after_a_server_error()
    {
        BtpApiRequest request = CreateGetRequest(SeedSystem.BusinessEntityRecognition, "inference/jobs") with { Method = HttpMethod.Post,
            Body = new BytesBody(Encoding.UTF8.GetBytes("{}"), "application/json") };
        await GetTokenAsync(SeedSystem.BusinessEntityRecognition);
        Btp.Faults.Add(new Fault { Method = "POST", Path = "/api", Status = 500, Times = 10 });

        await Assert.ThrowsAsync<TransportException>(() => Api.SendAsync(request, CancellationToken.None).AsTask());
        Assert.Equal(1, Btp.Requests.Count("POST", "/api"));
    }

    private BtpApiRequest CreateGetRequest(SeedSystem system, string path, string? endpoint = null)
    {
        ServiceKey key = ReadKey(system);
        return new BtpApiRequest(HttpMethod.Get, ApiAddress.ResolvePath(EndpointName.Resolve(key, endpoint), path),
            TokenRequest.FromKey(key));
    }

    private Task<BtpApiException> AssertFailsAsync(BtpApiRequest request)
    {
        return Assert.ThrowsAsync<BtpApiException>(() => Api.SendAsync(request, CancellationToken.None).AsTask());
    }
}
