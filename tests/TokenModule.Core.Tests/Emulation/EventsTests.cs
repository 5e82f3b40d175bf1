using System.Text.Json.Nodes;
using BtpEmulator;

namespace TokenModule;

public sealed class EventsTests(SharedEmulator shared) : EmulatedApi(shared), IClassFixture<SharedEmulator>
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 150)]
    [InlineData(11, 1)]
    [InlineData(11, 2)]
    [InlineData(12, 3)]
    public async Task Filter_returns_the_same_events_for_every_page_size(int count, int size)
    {
        Btp.Settings.EventCount = count;
        string bearer = await GetBearerTokenAsync(SeedSystem.CloudManagementCentral);
        List<JsonObject> all = await ReadPagesAsync("pageSize=150", bearer);

        List<JsonObject> found = await ReadPagesAsync($"pageSize={size}&eventType=Subaccount_Creation,EntityEntitlements_Update", bearer);

        Assert.Equal(count, all.Count);
        Assert.Equal(SelectIds(all.Where(one => one["eventType"]!.ToString() is "Subaccount_Creation" or "EntityEntitlements_Update")),
            SelectIds(found));
    }

    [Theory]
    [InlineData("fromActionTime=1593494674668&toActionTime=1593494674668", "584299")]
    [InlineData("fromActionTime=1593494674669&toActionTime=1593494854668", "584300 584301 584302")]
    [InlineData("fromActionTime=1593494674669&toActionTime=1593494854668&eventType=GlobalAccount_Update", "584301")]
    [InlineData("fromActionTime=1593494914668", "584303 584304")]
    [InlineData("toActionTime=1593494674667", "")]
    [InlineData("fromActionTime=1593494854668&toActionTime=1593494674668", "")]
    public async Task Events_are_filtered_by_action_time(string query, string expected)
    {
        Btp.Settings.EventCount = 6;

        List<JsonObject> found = await ReadPagesAsync("pageSize=2&" + query, await GetBearerTokenAsync(SeedSystem.CloudManagementCentral));

        Assert.Equal(expected, string.Join(' ', SelectIds(found)));
    }

    [Fact]
    public async Task Fault_can_be_limited_to_one_page()
    {
        Btp.Faults.Add(new Fault { Path = "/cloud-management", Query = "pageNum=1", Status = 503 });
        string bearer = await GetBearerTokenAsync(SeedSystem.CloudManagementCentral);

        int[] answers = [.. await Task.WhenAll(new[] { 0, 11, 1 }.Select(async page =>
            (int)(await SendAsync(HttpMethod.Get, $"/cloud-management/v1/events?pageNum={page}&pageSize=2", bearer)).Status))];

        Assert.Equal([200, 200, 503], answers);
    }

    private static IEnumerable<string> SelectIds(IEnumerable<JsonObject> events) => events.Select(one => one["id"]!.ToString());

    private async Task<List<JsonObject>> ReadPagesAsync(string query, string bearer)
    {
        List<JsonObject> events = [];
        bool more = true;
        for (int number = 0; more; number++)
        {
            JsonObject page = await GetJsonAsync($"/cloud-management/v1/events?pageNum={number}&{query}", bearer);
            events.AddRange(page["events"]!.AsArray().Select(one => one!.AsObject()));
            more = page["morePages"]!.GetValue<bool>();
        }

        return events;
    }
}
