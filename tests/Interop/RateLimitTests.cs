using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Interop;

/// <summary>express-rate-limit states SAP's rule in the body of a 429, without any header.</summary>
[Collection(nameof(NodeServers))]
public sealed class RateLimitTests(NodeServers servers) : IDisposable
{
    private const int Calls = 40;

    private readonly InteropClient client = new(servers.Authority);

    public void Dispose() => client.Dispose();

    [SkippableFact]
    public async Task Forty_calls_obey_the_rule_and_none_fails()
    {
        AvailableServer.Require(servers.SkipReason);
        using HttpTransport transport = new(TimeProvider.System);
        TransportRequest call = new(HttpMethod.Get, new Uri(servers.Express, "/limited/items"));

        // Eight at a time, as -ThrottleLimit 8 sends them.
        using SemaphoreSlim throttle = new(8);
        async Task<TransportResponse> SendAsync()
        {
            await throttle.WaitAsync();
            try
            {
                return await transport.SendAsync(call, CancellationToken.None);
            }
            finally
            {
                throttle.Release();
            }
        }

        TransportResponse[] responses = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => SendAsync()));

        Assert.All(responses, response => Assert.Equal(200, response.StatusCode));
        using HttpClient http = new();
        using JsonDocument counts = JsonDocument.Parse(await http.GetStringAsync(new Uri(servers.Express, "/limited/control")));
        Assert.Equal(Calls, counts.RootElement.GetProperty("served").GetInt32());
        // The calls that are in flight when the rule becomes known can be refused, and at most four later ones.
        Assert.InRange(counts.RootElement.GetProperty("refused").GetInt32(), 1, 8 + 4);
    }
}
