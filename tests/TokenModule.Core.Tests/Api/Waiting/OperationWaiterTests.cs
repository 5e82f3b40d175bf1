using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Waiting;
using TokenModule.Http;

namespace TokenModule;

public sealed class OperationWaiterTests : LongWork, IClassFixture<SharedEmulator>
{
    public OperationWaiterTests(SharedEmulator shared)
        : base(shared)
    {
    }

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
    public async Task What_was_begun_is_waited_for_and_its_result_given(string work, string name, string member, string expected)
    {
        BtpApiRequest request = await Beginning(work, name);
        Btp.Requests.Clear();

        HttpAnswer answer = await Waiter.SendAsync(request, new WaitOptions(), CancellationToken.None);

        Assert.Equal(expected, Member(Json(answer), member));
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
    public async Task What_fails_is_an_error_with_its_description(string work, string name, string description)
    {
        BtpApiRequest request = await Beginning(work, name) with { CorrelationId = "c-1" };
        Btp.Settings.JobsFail = true;

        BtpApiException error = await Fails(request, new WaitOptions());

        Assert.Equal((Failure.OperationFailed, "c-1"), (error.Failure, error.CorrelationId));
        Assert.Contains(description, error.Message, StringComparison.Ordinal);
        Assert.Contains("Correlation id: c-1.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subaccount", "guid", "/accounts/v1/subaccounts/")]
    [InlineData("environment", "id", "/provisioning/v1/environments/")]
    [InlineData("instance", "id", "/v1/service_instances/")]
    public async Task What_is_removed_is_waited_for_until_it_is_gone(string work, string id, string path)
    {
        BtpApiRequest request = await Beginning(work, "removed");
        string made = Member(Json(await Waiter.SendAsync(request, new WaitOptions(), CancellationToken.None)), id)!;
        BtpApiRequest removal = Request(HttpMethod.Delete, request.TokenRequest.Key, $"{path}{made}?forceDelete=true");

        await Waiter.SendAsync(removal, new WaitOptions(), CancellationToken.None);

        Assert.Equal(404, (await Fails(removal with { Method = HttpMethod.Get })).StatusCode);
    }

    [Fact]
    public async Task A_removal_that_fails_is_an_error()
    {
        BtpApiRequest request = await Beginning("subaccount", "kept");
        string guid = Member(Json(await Waiter.SendAsync(request, new WaitOptions(), CancellationToken.None)), "guid")!;
        Btp.Settings.JobsFail = true;

        BtpApiException error = await Fails(Request(HttpMethod.Delete, request.TokenRequest.Key, $"/accounts/v1/subaccounts/{guid}"), new WaitOptions());

        Assert.Equal(Failure.OperationFailed, error.Failure);
        Assert.Contains("DELETION_FAILED", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_not_ready_is_waited_for_by_looking_at_it()
    {
        string id = Member(Json(await Send(await Beginning("inference", ""))), "data.id")!;

        HttpAnswer answer = await Waiter.SendAsync(Get(Key(SeedSystem.BusinessEntityRecognition), $"inference/jobs/{id}"), new WaitOptions(), CancellationToken.None);

        Assert.Equal("SUCCESS", Member(Json(answer), "data.status"));
    }

    [Fact]
    public async Task What_is_looked_at_keeps_its_query()
    {
        string guid = Member(Json(await Send(await Beginning("subaccount", "seen"))), "guid")!;
        Btp.Requests.Clear();

        await Waiter.SendAsync(Get(await SignedIn(), $"/accounts/v1/subaccounts/{guid}?derivedAuthorizations=any"), new WaitOptions(), CancellationToken.None);

        Assert.All(Btp.Requests.Matching("GET"), r => Assert.Equal("derivedAuthorizations=any", r.Query));
        Assert.Equal(3, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task A_conflict_is_an_error_and_not_waited_for()
    {
        BtpApiRequest request = Request(HttpMethod.Post, Key(SeedSystem.CloudManagementLocal), "/saas-manager/v1/applications/sapappstudiotrial/subscription", new { });

        Assert.Equal(409, (await Fails(request, new WaitOptions())).StatusCode);
    }

    [Fact]
    public async Task A_call_that_begins_nothing_gives_its_answer()
    {
        HttpAnswer answer = await Waiter.SendAsync(Get(Key(SeedSystem.DocumentInformationExtraction), "capabilities"), new WaitOptions(), CancellationToken.None);

        Assert.Equal((200, 1), (answer.StatusCode, Btp.Requests.Count("GET")));
    }

    private Task<BtpApiException> Fails(BtpApiRequest request, WaitOptions options)
    {
        return Assert.ThrowsAsync<BtpApiException>(() => Waiter.SendAsync(request, options, CancellationToken.None).AsTask());
    }
}
