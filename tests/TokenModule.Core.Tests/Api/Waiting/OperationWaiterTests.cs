using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Waiting;
using TokenModule.Http;

namespace TokenModule;

public sealed class OperationWaiterTests(SharedEmulator shared) : LongRunningOperationTestBase(shared), IClassFixture<SharedEmulator>
{
    [Theory]
    [InlineData("entitlement", "", "status", "COMPLETED")]
    [InlineData("subscription", "it-cpi-emulator", "state", "SUCCEEDED")]
    [InlineData("instance", "made", "ready", "True")]
    [InlineData("subaccount", "made", "state", "OK")]
    [InlineData("directory", "made", "entityState", "OK")]
    [InlineData("environment", "made", "state", "OK")]
    [InlineData("document", "", "status", "DONE")]
    [InlineData("inference", "", "data.status", "SUCCESS")]
    [InlineData("training", "shop", "status", "SUCCEEDED")]
    public async Task Waiter_returns_the_result_of_the_started_operation(string work, string name, string member, string expected)
    {
        BtpApiRequest request = await CreateStartRequestAsync(work, name);
        Btp.Requests.Clear();

        TransportResponse answer = await Waiter.SendAsync(request, new WaitOptions(), CancellationToken.None);

        Assert.Equal(expected, GetMember(ParseJson(answer), member));
        Assert.InRange(Btp.Requests.Count("GET"), 3, 4);
    }

    [Theory]
    [InlineData("entitlement", "", "failed")]
    [InlineData("subscription", "dox-ui", "The callback of dox-ui failed")]
    [InlineData("instance", "spoilt", "The broker failed to create")]
    [InlineData("subaccount", "spoilt", "Failed to create the subaccount")]
    [InlineData("directory", "spoilt", "CREATION_FAILED")]
    [InlineData("environment", "spoilt", "CREATION_FAILED")]
    [InlineData("document", "", "The document could not be read")]
    [InlineData("inference", "", "FAILED")]
    [InlineData("training", "spoilt", "FAILED")]
    public async Task Failed_operation_is_an_error_with_its_description(string work, string name, string description)
    {
        BtpApiRequest request = await CreateStartRequestAsync(work, name) with { CorrelationId = "c-1" };
        Btp.Settings.JobsFail = true;

        BtpApiException error = await AssertFailsAsync(request, new WaitOptions());

        Assert.Equal((Failure.OperationFailed, "c-1"), (error.Failure, error.CorrelationId));
        Assert.Contains(description, error.Message, StringComparison.Ordinal);
        Assert.Contains("Correlation id: c-1.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subaccount", "guid", "/accounts/v1/subaccounts/")]
    [InlineData("environment", "id", "/provisioning/v1/environments/")]
    [InlineData("instance", "id", "/v1/service_instances/")]
    public async Task Deletion_is_complete_when_the_resource_is_gone(string work, string id, string path)
    {
        BtpApiRequest request = await CreateStartRequestAsync(work, "removed");
        string made = GetMember(ParseJson(await Waiter.SendAsync(request, new WaitOptions(), CancellationToken.None)), id)!;
        BtpApiRequest removal = CreateRequest(HttpMethod.Delete, request.TokenRequest.Key, $"{path}{made}?forceDelete=true");

        await Waiter.SendAsync(removal, new WaitOptions(), CancellationToken.None);

        Assert.Equal(404, (await AssertFailsAsync(removal with { Method = HttpMethod.Get })).StatusCode);
    }

    [Fact]
    public async Task Failed_deletion_is_an_error()
    {
        BtpApiRequest request = await CreateStartRequestAsync("subaccount", "kept");
        string guid = GetMember(ParseJson(await Waiter.SendAsync(request, new WaitOptions(), CancellationToken.None)), "guid")!;
        Btp.Settings.JobsFail = true;

        BtpApiException error = await AssertFailsAsync(
            CreateRequest(HttpMethod.Delete, request.TokenRequest.Key, $"/accounts/v1/subaccounts/{guid}"), new WaitOptions());

        Assert.Equal(Failure.OperationFailed, error.Failure);
        Assert.Contains("DELETION_FAILED", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_that_is_not_ready_is_polled()
    {
        string id = GetMember(ParseJson(await SendAsync(await CreateStartRequestAsync("inference", ""))), "data.id")!;

        TransportResponse answer = await Waiter.SendAsync(
            CreateGetRequest(ReadKey(SeedSystem.BusinessEntityRecognition), $"inference/jobs/{id}"), new WaitOptions(),
            CancellationToken.None);

        Assert.Equal("SUCCESS", GetMember(ParseJson(answer), "data.status"));
    }

    [Fact]
    public async Task Polled_address_keeps_its_query()
    {
        string guid = GetMember(ParseJson(await SendAsync(await CreateStartRequestAsync("subaccount", "seen"))), "guid")!;
        Btp.Requests.Clear();

        await Waiter.SendAsync(
            CreateGetRequest(await CreateSignedInKeyAsync(), $"/accounts/v1/subaccounts/{guid}?derivedAuthorizations=any"),
            new WaitOptions(), CancellationToken.None);

        Assert.All(Btp.Requests.FindMatching("GET"), r => Assert.Equal("derivedAuthorizations=any", r.Query));
        Assert.Equal(3, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task Conflict_is_an_error_and_is_not_polled()
    {
        BtpApiRequest request = CreateRequest(HttpMethod.Post, ReadKey(SeedSystem.CloudManagementLocal),
            "/saas-manager/v1/applications/sapappstudiotrial/subscription", new { });

        Assert.Equal(409, (await AssertFailsAsync(request, new WaitOptions())).StatusCode);
    }

    [Fact]
    public async Task Call_that_starts_no_operation_returns_its_response()
    {
        TransportResponse answer = await Waiter.SendAsync(
            CreateGetRequest(ReadKey(SeedSystem.DocumentInformationExtraction), "capabilities"), new WaitOptions(), CancellationToken.None);

        Assert.Equal((200, 1), (answer.StatusCode, Btp.Requests.Count("GET")));
    }

    private Task<BtpApiException> AssertFailsAsync(BtpApiRequest request, WaitOptions options)
    {
        return Assert.ThrowsAsync<BtpApiException>(() => Waiter.SendAsync(request, options, CancellationToken.None).AsTask());
    }
}
