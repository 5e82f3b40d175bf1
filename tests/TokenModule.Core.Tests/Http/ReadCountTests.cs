using TokenModule.Http;

namespace TokenModule;

/// <summary>
/// Counts how often a read request is sent. The tests do not run on .NET Framework, where HttpWebRequest decides about repetitions.
/// </summary>
[Collection(nameof(SequentialTests))]
public sealed class ReadCountTests : IDisposable
{
    private readonly HttpTransport transport = new(new TestClock());

    public static TheoryData<string, string, int, int> Expected
    {
        get
        {
            TheoryData<string, string, int, int> rows = [];
            foreach (string response in new[] { ClosingServer.BeforeAnyByte, ClosingServer.AfterHeaders, ClosingServer.InsideBody })
            {
                foreach (int retries in new[] { 0, 1, 3 })
                {
                    rows.Add("GET", response, retries, retries + 1);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Read_is_sent_as_often_as_the_retry_table_says(string method, string response, int retries, int expected)
    {
        using ClosingServer server = new(response);

        await Assert.ThrowsAsync<TransportException>(() => server.CallApiAsync(transport, method, retries));

        Assert.Equal(expected, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Read_on_a_reused_connection_is_sent_as_often_as_the_retry_table_says(string method, string response, int retries,
        int expected)
    {
        using ClosingServer server = new(response, answered: 1);
        await server.CallApiAsync(transport, method, retries);

        await Assert.ThrowsAsync<TransportException>(() => server.CallApiAsync(transport, method, retries));

        Assert.Equal(1 + expected, server.Requests.Count);
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("DELETE", false)]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("PATCH", true)]
    public async Task Request_without_body_has_a_length_only_when_its_method_anticipates_content(string method, bool hasLength)
    {
        using ClosingServer server = new(ClosingServer.BeforeAnyByte, answered: 2);

        await server.CallApiAsync(transport, method, retries: 0);
        await server.CallApiAsync(transport, method, retries: 0);

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, r => Assert.Equal(hasLength, r.Contains("Content-Length: 0\r\n", StringComparison.Ordinal)));
        Assert.All(server.Requests, r => Assert.DoesNotContain("Content-Type", r, StringComparison.Ordinal));
        Assert.All(server.Requests, r => Assert.DoesNotContain("Transfer-Encoding", r, StringComparison.Ordinal));
        Assert.All(server.Requests, r => Assert.EndsWith("\r\n\r\n", r, StringComparison.Ordinal));
        Assert.All(server.Requests, r => Assert.StartsWith($"{method} /x HTTP/1.1\r\n", r, StringComparison.Ordinal));
    }

    public void Dispose() => transport.Dispose();
}
