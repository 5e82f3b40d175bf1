using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.ServiceKeys.Sources;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Counts at the socket of the server how often a request is sent.</summary>
[Collection(nameof(SequentialTests))]
public sealed class SendCountTests : IDisposable
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
                    rows.Add("POST", response, retries, 1);
                    rows.Add("PATCH", response, retries, 1);
                    rows.Add("PUT", response, retries, retries + 1);
                    rows.Add("DELETE", response, retries, retries + 1);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Change_without_body_is_sent_as_often_as_the_retry_table_says(string method, string response, int retries,
        int expected)
    {
        using ClosingServer server = new(response);

        await Assert.ThrowsAsync<TransportException>(() => server.CallApiAsync(transport, method, retries));

        Assert.Equal(expected, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Change_with_body_is_sent_as_often_as_the_retry_table_says(string method, string response, int retries, int expected)
    {
        using ClosingServer server = new(response);

        await Assert.ThrowsAsync<TransportException>(() =>
            server.CallApiAsync(transport, method, retries, new BytesBody("{}"u8.ToArray(), "application/json")));

        Assert.Equal(expected, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Change_on_a_reused_connection_is_sent_as_often_as_the_retry_table_says(string method, string response, int retries,
        int expected)
    {
        using ClosingServer server = new(response, answered: 1);
        await server.CallApiAsync(transport, method, retries);

        await Assert.ThrowsAsync<TransportException>(() => server.CallApiAsync(transport, method, retries));

        Assert.Equal(1 + expected, server.Requests.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public async Task Token_request_is_sent_as_often_as_the_retry_table_says(int retries, int expected)
    {
        using ClosingServer server = new(ClosingServer.BeforeAnyByte);
        TokenClient client = new(transport, TimeProvider.System, _ => null);
        ServiceKey key =
            new ServiceKeyValues(new Uri($"http://127.0.0.1:{server.Port}/oauth/token"), "sb-app!t1", new ClientSecret(new Secret("s")))
            .ToKey();
        TokenRequest request = TokenRequest.FromKey(key) with { Network = new NetworkOptions { MaximumRetryCount = retries } };

        await Assert.ThrowsAsync<TransportException>(() => client.GetTokenAsync(request, CancellationToken.None).AsTask());

        Assert.Equal(expected, server.Requests.Count);
    }

    public void Dispose() => transport.Dispose();
}
