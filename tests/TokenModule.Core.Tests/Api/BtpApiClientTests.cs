using System.Text;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class BtpApiClientTests : EmulatedBtp
{
    [Fact]
    public async Task A_call_carries_the_token_of_the_key()
    {
        HttpAnswer answer = await Api.SendAsync(Get(SeedSystem.DocumentInformationExtraction, "capabilities"), CancellationToken.None);

        Assert.Equal(200, answer.StatusCode);
        Assert.StartsWith("Bearer ", Btp.Requests.Matching("GET")[0].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_call_sent_once_more()
    {
        BtpApiRequest request = Get(SeedSystem.DocumentInformationExtraction, "capabilities");
        await Api.SendAsync(request, CancellationToken.None);
        Btp.Faults.Add(new Fault { Method = "GET", Status = 401 });
        Btp.Requests.Clear();

        Assert.Equal(200, (await Api.SendAsync(request, CancellationToken.None)).StatusCode);
        Assert.Equal((1, 2), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_an_error_after_the_second_time()
    {
        Btp.Faults.Add(new Fault { Method = "GET", Status = 401, Times = 10, Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer error=\"invalid_token\", error_description=\"wrong audience\"" } });

        BtpApiException error = await Fails(Get(SeedSystem.DocumentInformationExtraction, "capabilities"));

        Assert.Equal(Failure.ApiUnauthorized, error.Failure);
        Assert.Contains("wrong audience", error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task A_missing_scope_is_said_with_the_scopes_there_are_and_no_new_token_is_asked_for()
    {
        BtpApiRequest request = Get(SeedSystem.SaasRegistry, "/saas-manager/v1/applications");

        BtpApiException error = await Fails(request);

        Assert.Equal((Failure.ApiForbidden, 403), (error.Failure, error.StatusCode));
        Assert.Contains("subscription.read", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.CorrelationId);
        Assert.Equal(1, Btp.Requests.Count("POST"));
    }

    [Fact]
    public async Task An_error_of_sap_keeps_its_code_and_correlation_id()
    {
        BtpApiRequest request = Get(SeedSystem.CloudManagementLocal, "/provisioning/v1/environments/nothing", "provisioning") with { Headers = [new("X-CorrelationID", "my-id")] };

        BtpApiException error = await Fails(request);

        Assert.Equal((Failure.ApiNotFound, "my-id"), (error.Failure, error.CorrelationId));
        Assert.NotNull(error.Code);
    }

    [Fact]
    public async Task A_post_is_not_sent_again_after_a_failure_of_the_server()
    {
        BtpApiRequest request = Get(SeedSystem.BusinessEntityRecognition, "inference/jobs") with { Method = HttpMethod.Post, Body = new BytesBody(Encoding.UTF8.GetBytes("{}"), "application/json") };
        await Token(SeedSystem.BusinessEntityRecognition);
        Btp.Faults.Add(new Fault { Method = "POST", Path = "/api", Status = 500, Times = 10 });

        await Assert.ThrowsAsync<TransportException>(() => Api.SendAsync(request, CancellationToken.None).AsTask());
        Assert.Equal(1, Btp.Requests.Count("POST", "/api"));
    }

    private BtpApiRequest Get(SeedSystem system, string path, string? endpoint = null)
    {
        ServiceKey key = Key(system);
        return new BtpApiRequest(HttpMethod.Get, ApiAddress.Of(EndpointName.Resolve(key, endpoint), path), TokenRequest.For(key));
    }

    private Task<BtpApiException> Fails(BtpApiRequest request)
    {
        return Assert.ThrowsAsync<BtpApiException>(() => Api.SendAsync(request, CancellationToken.None).AsTask());
    }
}
