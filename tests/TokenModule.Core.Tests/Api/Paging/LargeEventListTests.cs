using BtpEmulator;
using TokenModule.Api.Paging;

namespace TokenModule;

/// <summary>Reads 100,000 events in pages of 150.</summary>
[Collection(nameof(SequentialTests))]
[Trait("Category", "Slow")]
public sealed class LargeEventListTests : ApiTestBase
{
    private const string Events = "/cloud-management/v1/events";
    private const int Count = 100_000;
    private const long Bound = 30 * 1024 * 1024;

    [Fact]
    public async Task Each_event_is_read_once_in_constant_memory_with_one_token_renewal()
    {
        Btp.Settings.EventCount = Count;
        Btp.Faults.Add(FaultExamples.CreateWithRetryAfter(429, "1") with { Path = Events, Query = "pageNum=100" },
            new Fault { Path = Events, Query = "pageNum=200", Status = 503 },
            new Fault { Path = Events, Query = "pageNum=333", Status = 401 });
        HashSet<int> ids = new(Count);
        int read = 0, pages = 0;
        long first = 0, most = 0;

        await foreach (ApiPage page in new PageReader(Api)
            .ReadPagesAsync(CreateGetRequest(ReadKey(SeedSystem.CloudManagementLocal), Events + "?pageSize=150"), CancellationToken.None))
        {
            read += page.Items.Count;
            ids.UnionWith(page.Items.Select(one => one.GetProperty("id").GetInt32()));
            if (pages++ % 100 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            first = pages == 1 ? most : first;
            page.Dispose();
        }

        Assert.Equal((667, Count, Count), (pages, read, ids.Count));
        Assert.Equal((2, 670), (Btp.Requests.Count("POST"), Btp.Requests.Count("GET")));
        Assert.InRange(most - first, long.MinValue, Bound);
    }
}
