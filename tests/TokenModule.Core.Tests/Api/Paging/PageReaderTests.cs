using System.Text.Json;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Paging;

namespace TokenModule;

public sealed class PageReaderTests : ApiTestBase, IClassFixture<SharedEmulator>
{
    private const string Events = "/cloud-management/v1/events";

    public PageReaderTests(SharedEmulator shared)
        : base(shared)
    {
        EmulatorSettings settings = shared.Btp.Settings;
        settings.EventCount = 320;
        settings.SubscriptionCount = 45;
        settings.DocumentClientCount = 25;
        settings.LinkedItemCount = 25;
        settings.NextLinkOrigin = null;
    }

    [Theory]
    [InlineData("central", "/accounts/v1/subaccounts", "guid", 1)]
    [InlineData("local", Events + "?pageSize=150", "id", 3)]
    [InlineData("saas", "/saas-manager/v1/application/subscriptions?size=20", "subaccountId", 3)]
    [InlineData("service-manager", "/v1/service_plans?max_items=3", "id", 0)]
    [InlineData("dox", "clients?limit=10", "clientId", 3)]
    [InlineData("aicore", "/v2/lm/executions", "id", 3)]
    [InlineData("workflow", "/v1/WorkflowInstances", "id", 3)]
    [InlineData("xsuaa-api", "/Users", "id", 3)]
    [InlineData("xsuaa-api", "/Users?count=50", "id", 5)]
    [InlineData("subscription-manager", "/subscription-manager/v2/subscriptions?top=20", "subscriptionGUID", 3)]
    [InlineData("destination", "/destination-configuration/v1/subaccountDestinations?$page=1&$pageSize=1", "Name", 2)]
    public async Task Each_paging_style_returns_every_item_once_in_order(string service, string path, string id, int pages)
    {
        BtpApiRequest request = CreateGetRequest(await GetKeyAsync(service), path);
        int expected = pages > 0 ? pages : (await CountItemsAsync(request) + 2) / 3;
        Btp.Requests.Clear();

        List<string> read = await ReadIdsAsync(request, id);

        Assert.Equal(read.Distinct(), read);
        Assert.Equal(expected, Btp.Requests.Count("GET"));
        Assert.Equal(await CountTotalAsync(service, request), read.Count);
    }

    [Fact]
    public async Task Page_size_is_requested_for_lists_that_need_it()
    {
        Btp.Settings.DocumentClientCount = 130;

        Assert.Equal(130, (await ReadIdsAsync(CreateGetRequest(ReadKey(SeedSystem.DocumentInformationExtraction), "clients"), "clientId"))
            .Distinct().Count());
        Assert.Equal(["limit=100", "limit=100&offset=100"], Btp.Requests.FindMatching("GET").Select(r => r.Query));
    }

    [Fact]
    public async Task Reading_starts_at_the_offset_of_the_caller()
    {
        List<string> read =
            await ReadIdsAsync(CreateGetRequest(ReadKey(SeedSystem.DocumentInformationExtraction), "clients?offset=20"), "clientId");

        Assert.Equal(["c_20", "c_21", "c_22", "c_23", "c_24"], read);
    }

    [Fact]
    public async Task Full_last_page_is_followed_by_an_empty_page()
    {
        Btp.Settings.DocumentClientCount = 20;

        Assert.Equal(20, (
            await ReadIdsAsync(CreateGetRequest(ReadKey(SeedSystem.DocumentInformationExtraction), "clients?limit=10"), "clientId")).Count);
        Assert.Equal(3, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task First_page_is_returned_before_the_second_is_requested()
    {
        await using IAsyncEnumerator<ApiPage> pages =
            Pages.ReadPagesAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), Events), CancellationToken.None)
            .GetAsyncEnumerator();

        Assert.True(await pages.MoveNextAsync());
        Assert.Equal((50, 1), (pages.Current.Items.Count, Btp.Requests.Count("GET")));
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(2, Btp.Requests.Count("GET"));
    }

    [Theory]
    [InlineData(429, "1")]
    [InlineData(503, null)]
    [InlineData(401, null)]
    public async Task No_item_is_lost_or_duplicated_when_a_page_fails_once(int status, string? retryAfter)
    {
        Btp.Faults.Add((retryAfter is null ? new Fault { Status = status }
            : FaultExamples.CreateWithRetryAfter(status, retryAfter)) with { Path = Events, Query = "pageNum=3" });

        List<string> read = await ReadIdsAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), Events), "id");

        Assert.Equal((320, 320, 8), (read.Count, read.Distinct().Count(), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task Token_that_expires_between_pages_is_renewed_once()
    {
        await foreach (ApiPage page in Pages.ReadPagesAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), Events),
            CancellationToken.None))
        {
            if (Btp.Requests.Count("GET") == 3)
                Clock.Advance(TimeSpan.FromHours(12));
            page.Dispose();
        }

        Assert.Equal((2, 7), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
        Assert.Equal(2, Btp.Requests.FindMatching("GET").Select(r => r.Headers["Authorization"]).Distinct().Count());
    }

    [Fact]
    public async Task Rejected_token_is_not_sent_again_for_later_pages()
    {
        OAuthToken given = await GetTokenAsync(SeedSystem.CloudManagementLocal);
        BtpApiRequest request = CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), Events) with { Token = given };
        Btp.Faults.Add(new Fault { Path = Events, Status = 401 });

        Assert.Equal(320, (await ReadIdsAsync(request, "id")).Count);
        Assert.Equal(8, Btp.Requests.Count("GET"));
    }

    [Theory]
    [InlineData("@odata.nextLink", "/v2/lm/executions?page=1")]
    [InlineData("@odata.nextLink", "?page=1#next")]
    [InlineData("@odata.nextLink", "?page=2")]
    public async Task Repeated_page_is_an_error(string member, string next)
    {
        Btp.Faults.Add(new Fault { Path = "/v2/lm/executions", Body = $$"""{"value":[1],"{{member}}":"{{next}}"}""", Times = 3 });

        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(() =>
            ReadIdsAsync(CreateGetRequest(ReadKey("aicore"), "/v2/lm/executions?page=1") with { CorrelationId = "c-1" }, id: null));

        Assert.Equal((Failure.ApiError, "c-1"), (error.Failure, error.CorrelationId));
        Assert.InRange(Btp.Requests.Count("GET"), 1, 2);
    }

    [Fact]
    public async Task Two_equal_pages_are_not_a_loop()
    {
        foreach (string next in new[] { ",\"@odata.nextLink\":\"?page=2\"", ",\"@odata.nextLink\":\"?page=3\"", string.Empty })
        {
            Btp.Faults.Add(new Fault { Path = "/v2/lm/executions", Body = $$"""{"value":[{"id":"same"}]{{next}}}""" });
        }

        Assert.Equal(["same", "same", "same"], await ReadIdsAsync(CreateGetRequest(ReadKey("aicore"), "/v2/lm/executions?page=1"), "id"));
    }

    [Fact]
    public async Task Service_that_returns_the_same_page_without_end_is_an_error()
    {
        foreach (int page in Enumerable.Range(2, 20))
        {
            Btp.Faults.Add(new Fault { Path = "/v2/lm/executions", Body = """{"value":[{"id":"same"}]}""",
                Headers = new Dictionary<string, string> { ["Link"] = $"<?page={page}>; rel=\"next\"" } });
        }

        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(
            () => ReadIdsAsync(CreateGetRequest(ReadKey("aicore"), "/v2/lm/executions?page=1"), "id"));

        Assert.Equal(Failure.ApiError, error.Failure);
        Assert.Equal(6, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task Service_that_returns_empty_pages_without_end_is_an_error()
    {
        foreach (int page in Enumerable.Range(2, 1100))
        {
            Btp.Faults.Add(new Fault { Path = "/v2/lm/executions", Body = $$"""{"value":[],"@odata.nextLink":"?page={{page}}"}""" });
        }

        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(
            () => ReadIdsAsync(CreateGetRequest(ReadKey("aicore"), "/v2/lm/executions?page=1"), "id"));

        Assert.Contains("1000 empty pages", error.Message, StringComparison.Ordinal);
        Assert.Equal(1001, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task Circular_pages_are_returned_once_and_then_fail()
    {
        foreach (int page in new[] { 1, 2, 3 })
        {
            Btp.Faults.Add(new Fault { Path = $"/v2/lm/executions/{page}",
                Body = $$"""{"value":[{"id":"{{page}}"}],"@odata.nextLink":"/v2/lm/executions/{{(page % 3) + 1}}"}""", Times = 2 });
        }

        List<string> given = [];
        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(async () =>
        {
            await foreach (
                ApiPage page in Pages.ReadPagesAsync(CreateGetRequest(ReadKey("aicore"), "/v2/lm/executions/1"), CancellationToken.None))
            {
                given.AddRange(page.Items.Select(item => item.GetProperty("id").GetString()!));
                page.Dispose();
            }
        });

        Assert.Equal(Failure.ApiError, error.Failure);
        Assert.Equal(["1", "2", "3"], given);
    }

    [Theory]
    [InlineData("aicore", "/v2/lm/executions")]
    [InlineData("workflow", "/v1/WorkflowInstances")]
    public async Task Next_page_at_another_origin_is_not_requested(string service, string path)
    {
        using SocketServer elsewhere = new((_, _) => Task.CompletedTask);
        Btp.Settings.NextLinkOrigin = $"http://127.0.0.1:{elsewhere.Port}";

        BtpApiException error =
            await Assert.ThrowsAsync<BtpApiException>(() => ReadIdsAsync(CreateGetRequest(ReadKey(service), path), "id"));

        Assert.Equal((Failure.HostNotAllowed, 0), (error.Failure, elsewhere.Connections));
    }

    [Fact]
    public async Task Next_page_at_the_same_origin_is_followed()
    {
        Btp.Settings.NextLinkOrigin = Btp.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(25, (await ReadIdsAsync(CreateGetRequest(ReadKey("workflow"), "/v1/WorkflowInstances"), "id")).Distinct().Count());
    }

    [Theory]
    [InlineData("<html>log in</html>")]
    [InlineData("""{"value":[1""")]
    public async Task Damaged_page_is_an_error(string body)
    {
        Btp.Faults.Add(new Fault { Path = Events, Body = body });

        Assert.Equal(Failure.ApiError, (await Assert.ThrowsAsync<BtpApiException>(() =>
            ReadIdsAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), Events), "id"))).Failure);
    }

    [Fact]
    public async Task Empty_response_has_no_items()
    {
        ServiceKey key = await CreateSignedInKeyAsync();

        Assert.Empty(await ReadIdsAsync(CreateGetRequest(key, "/entitlements/v1/assignments?serviceName=nothing"), "id"));
    }

    private PageReader Pages => new(Api);

    private async Task<ServiceKey> GetKeyAsync(string service) => service switch
    {
        "central" => await CreateSignedInKeyAsync(),
        "local" => ReadKey(SeedSystem.CloudManagementLocal),
        "saas" => ReadKey(SeedSystem.SaasRegistry),
        "dox" => ReadKey(SeedSystem.DocumentInformationExtraction),
        _ => ReadKey(service),
    };

    private async Task<int> CountTotalAsync(string service, BtpApiRequest request) => service switch
    {
        "local" => Btp.Settings.EventCount,
        "saas" => Btp.Settings.SubscriptionCount,
        "xsuaa-api" => Btp.Settings.ScimUserCount,
        "subscription-manager" => Btp.Settings.SubscriptionCount,
        "destination" => 2,
        "central" or "service-manager" => await CountItemsAsync(request),
        _ => 25,
    };

    private async Task<int> CountItemsAsync(BtpApiRequest request)
    {
        JsonElement root = ParseJson(await SendAsync(request with { Address = new Uri(request.Address.GetLeftPart(UriPartial.Path)) }));
        return (root.TryGetProperty("value", out JsonElement list) ? list : root.GetProperty("items")).GetArrayLength();
    }

    private async Task<List<string>> ReadIdsAsync(BtpApiRequest request, string? id)
    {
        List<string> ids = [];
        await foreach (ApiPage page in Pages.ReadPagesAsync(request, CancellationToken.None))
        {
            ids.AddRange(page.Items.Select(item => (id is null ? item : item.GetProperty(id)).ToString()));
            page.Dispose();
        }

        return ids;
    }
}
