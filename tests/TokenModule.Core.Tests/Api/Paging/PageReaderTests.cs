using System.Text.Json;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Paging;

namespace TokenModule;

public sealed class PageReaderTests : ApiCalls, IClassFixture<SharedEmulator>
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
    public async Task Every_style_of_paging_gives_every_item_once_in_order(string service, string path, string id, int pages)
    {
        BtpApiRequest request = Get(await KeyOf(service), path);
        int expected = pages > 0 ? pages : (await Count(request) + 2) / 3;
        Btp.Requests.Clear();

        List<string> read = await Ids(request, id);

        Assert.Equal(read.Distinct(), read);
        Assert.Equal(expected, Btp.Requests.Count("GET"));
        Assert.Equal(await Total(service, request), read.Count);
    }

    [Fact]
    public async Task A_list_that_comes_in_parts_only_when_asked_is_asked_for_in_parts()
    {
        Btp.Settings.DocumentClientCount = 130;

        Assert.Equal(130, (await Ids(Get(Key(SeedSystem.DocumentInformationExtraction), "clients"), "clientId")).Distinct().Count());
        Assert.Equal(["limit=100", "limit=100&offset=100"], Btp.Requests.Matching("GET").Select(r => r.Query));
    }

    [Fact]
    public async Task An_offset_that_the_caller_gave_is_where_it_begins()
    {
        List<string> read = await Ids(Get(Key(SeedSystem.DocumentInformationExtraction), "clients?offset=20"), "clientId");

        Assert.Equal(["c_20", "c_21", "c_22", "c_23", "c_24"], read);
    }

    [Fact]
    public async Task A_full_last_page_is_followed_by_an_empty_one_and_the_end()
    {
        Btp.Settings.DocumentClientCount = 20;

        Assert.Equal(20, (await Ids(Get(Key(SeedSystem.DocumentInformationExtraction), "clients?limit=10"), "clientId")).Count);
        Assert.Equal(3, Btp.Requests.Count("GET"));
    }

    [Fact]
    public async Task The_first_page_is_out_before_the_second_is_asked_for()
    {
        await using IAsyncEnumerator<ApiPage> pages = Pages.ReadAsync(Get(Key(SeedSystem.CloudManagementLocal), Events), CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await pages.MoveNextAsync());
        Assert.Equal((50, 1), (pages.Current.Items.Count, Btp.Requests.Count("GET")));
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(2, Btp.Requests.Count("GET"));
    }

    [Theory]
    [InlineData(429, "1")]
    [InlineData(503, null)]
    [InlineData(401, null)]
    public async Task No_item_is_lost_or_doubled_when_a_page_is_refused_once(int status, string? retryAfter)
    {
        Btp.Faults.Add((retryAfter is null ? new Fault { Status = status } : Damage.Later(status, retryAfter)) with { Path = Events, Query = "pageNum=3" });

        List<string> read = await Ids(Get(Key(SeedSystem.CloudManagementLocal), Events), "id");

        Assert.Equal((320, 320, 8), (read.Count, read.Distinct().Count(), Btp.Requests.Count("GET")));
    }

    [Fact]
    public async Task A_token_that_ends_between_two_pages_is_renewed_once()
    {
        await foreach (ApiPage page in Pages.ReadAsync(Get(Key(SeedSystem.CloudManagementLocal), Events), CancellationToken.None))
        {
            if (Btp.Requests.Count("GET") == 3)
                Clock.Pass(TimeSpan.FromHours(12));
            page.Dispose();
        }

        Assert.Equal((2, 7), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
        Assert.Equal(2, Btp.Requests.Matching("GET").Select(r => r.Headers["Authorization"]).Distinct().Count());
    }

    [Fact]
    public async Task A_given_token_that_is_refused_is_refused_once_and_not_on_every_page()
    {
        OAuthToken given = await Token(SeedSystem.CloudManagementLocal);
        BtpApiRequest request = Get(Key(SeedSystem.CloudManagementLocal), Events) with { Token = given };
        Btp.Faults.Add(new Fault { Path = Events, Status = 401 });

        Assert.Equal(320, (await Ids(request, "id")).Count);
        Assert.Equal(8, Btp.Requests.Count("GET"));
    }

    [Theory]
    [InlineData("@odata.nextLink", "/v2/lm/executions?page=1")]
    [InlineData("@odata.nextLink", "?page=1#next")]
    [InlineData("@odata.nextLink", "?page=2")]
    public async Task A_page_that_comes_again_ends_the_reading(string member, string next)
    {
        Btp.Faults.Add(new Fault { Path = "/v2/lm/executions", Body = $$"""{"value":[1],"{{member}}":"{{next}}"}""", Times = 3 });

        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(() => Ids(Get(Key("aicore"), "/v2/lm/executions?page=1") with { CorrelationId = "c-1" }, id: null));

        Assert.Equal((Failure.ApiError, "c-1"), (error.Failure, error.CorrelationId));
        Assert.InRange(Btp.Requests.Count("GET"), 1, 2);
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_are_given_once_and_end_in_an_error()
    {
        foreach (int page in new[] { 1, 2, 3 })
        {
            Btp.Faults.Add(new Fault { Path = $"/v2/lm/executions/{page}", Body = $$"""{"value":[{"id":"{{page}}"}],"@odata.nextLink":"/v2/lm/executions/{{(page % 3) + 1}}"}""", Times = 2 });
        }

        List<string> given = [];
        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(async () =>
        {
            await foreach (ApiPage page in Pages.ReadAsync(Get(Key("aicore"), "/v2/lm/executions/1"), CancellationToken.None))
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
    public async Task A_next_page_at_another_origin_is_not_asked_for(string service, string path)
    {
        using SocketServer elsewhere = new((_, _) => Task.CompletedTask);
        Btp.Settings.NextLinkOrigin = $"http://127.0.0.1:{elsewhere.Port}";

        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(() => Ids(Get(Key(service), path), "id"));

        Assert.Equal((Failure.HostNotAllowed, 0), (error.Failure, elsewhere.Connections));
    }

    [Fact]
    public async Task A_next_page_at_the_same_origin_is_followed()
    {
        Btp.Settings.NextLinkOrigin = Btp.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(25, (await Ids(Get(Key("workflow"), "/v1/WorkflowInstances"), "id")).Distinct().Count());
    }

    [Theory]
    [InlineData("<html>log in</html>")]
    [InlineData("""{"value":[1""")]
    public async Task A_page_that_is_damaged_is_an_error(string body)
    {
        Btp.Faults.Add(new Fault { Path = Events, Body = body });

        Assert.Equal(Failure.ApiError, (await Assert.ThrowsAsync<BtpApiException>(() => Ids(Get(Key(SeedSystem.CloudManagementLocal), Events), "id"))).Failure);
    }

    [Fact]
    public async Task No_content_is_no_item()
    {
        ServiceKey key = await SignedIn();

        Assert.Empty(await Ids(Get(key, "/entitlements/v1/assignments?serviceName=nothing"), "id"));
    }

    private PageReader Pages => new(Api);

    private async Task<ServiceKey> KeyOf(string service) => service switch
    {
        "central" => await SignedIn(),
        "local" => Key(SeedSystem.CloudManagementLocal),
        "saas" => Key(SeedSystem.SaasRegistry),
        "dox" => Key(SeedSystem.DocumentInformationExtraction),
        _ => Key(service),
    };

    private async Task<int> Total(string service, BtpApiRequest request) => service switch
    {
        "local" => Btp.Settings.EventCount,
        "saas" => Btp.Settings.SubscriptionCount,
        "central" or "service-manager" => await Count(request),
        _ => 25,
    };

    private async Task<int> Count(BtpApiRequest request)
    {
        JsonElement root = Json(await Send(request with { Address = new Uri(request.Address.GetLeftPart(UriPartial.Path)) }));
        return (root.TryGetProperty("value", out JsonElement list) ? list : root.GetProperty("items")).GetArrayLength();
    }

    private async Task<List<string>> Ids(BtpApiRequest request, string? id)
    {
        List<string> ids = [];
        await foreach (ApiPage page in Pages.ReadAsync(request, CancellationToken.None))
        {
            ids.AddRange(page.Items.Select(item => (id is null ? item : item.GetProperty(id)).ToString()));
            page.Dispose();
        }

        return ids;
    }
}
