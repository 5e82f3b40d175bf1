using TokenModule.Api;
using TokenModule.Api.Waiting;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Tests waiting for a change by polling a resource, whose state can be older than the change.</summary>
public sealed class ResourceWaitTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>
{
    private const string Resource = "/v2/lm/things/1";

    private readonly List<string> warnings = [];

    [Fact]
    public async Task Failed_state_from_before_the_change_does_not_end_the_wait()
    {
        AddResponses(
            new Fault { Path = Resource, Status = 202 },
            CreateState("UPDATE_FAILED"), CreateState("UPDATE_FAILED"), CreateState("UPDATING"), CreateState("OK"));

        Assert.Equal("OK", await WaitAsync(HttpMethod.Patch));
    }

    [Fact]
    public async Task Failed_state_that_stays_ends_the_wait()
    {
        AddResponses(new Fault { Path = Resource, Status = 202 }, CreateState("UPDATE_FAILED") with { Times = 100 });

        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(() => WaitAsync(HttpMethod.Patch));

        Assert.Equal(Failure.OperationFailed, error.Failure);
        Assert.Contains("UPDATE_FAILED, why", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, Btp.Requests.Count("GET"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Failed_entity_is_returned_by_a_GET_with_a_warning(int running)
    {
        AddResponses([.. Enumerable.Repeat(CreateState("PROCESSING"), running), CreateState("PROCESSING_FAILED")]);

        Assert.Equal("PROCESSING_FAILED", await WaitAsync(HttpMethod.Get));
        Assert.Equal("PROCESSING_FAILED: why.", Assert.Single(warnings).Split(" is in the state ")[1]);
    }

    [Theory]
    [InlineData("""{"id":"1","ready":false}""")]
    [InlineData("""{"id":"1","ready":false,"last_operation":{"type":"create","state":"in progress"}}""")]
    public async Task Instance_that_is_not_ready_is_polled_until_it_is(string created)
    {
        AddResponses(
            new Fault { Path = "/v2/lm/things", Status = 201, Body = created },
            new Fault { Path = Resource, Body = created },
            new Fault { Path = Resource, Body = """{"id":"1","ready":true,"state":null,"last_operation":{"state":"succeeded"}}""" });

        TransportResponse response = await Waiter.SendAsync(
            CreateRequest(HttpMethod.Post, ReadKey("aicore"), "/v2/lm/things", new { }), new WaitOptions(), CancellationToken.None);

        Assert.True(ParseJson(response).GetProperty("ready").GetBoolean());
        Assert.Equal(2, Btp.Requests.Count("GET", Resource));
    }

    [Fact]
    public async Task Instance_whose_creation_failed_is_an_error_with_the_cause_of_the_broker()
    {
        AddResponses(
            new Fault { Path = "/v2/lm/things", Status = 201, Body = """{"id":"1","ready":false}""" },
            new Fault
            {
                Path = Resource,
                Body = """
                    {"id":"1","ready":false,"last_operation":{"state":"failed","errors":
                    {"error":"BrokerError","description":"Service broker error","broker_error":{"Description":"Quota exceeded"}}}}
                    """,
            });

        BtpApiRequest request = CreateRequest(HttpMethod.Post, ReadKey("aicore"), "/v2/lm/things", new { });
        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(
            () => Waiter.SendAsync(request, new WaitOptions(), CancellationToken.None).AsTask());

        Assert.Contains("failed, Service broker error; Quota exceeded", error.Message, StringComparison.Ordinal);
    }

    private OperationWaiter Waiter => new(Api, Clock);

    private static Fault CreateState(string state) =>
        new() { Method = "GET", Path = Resource, Body = $$"""{"state":"{{state}}","stateMessage":"why"}""" };

    private void AddResponses(params Fault[] responses) => Btp.Faults.Add(responses);

    private async Task<string?> WaitAsync(HttpMethod method)
    {
        BtpApiRequest request = CreateRequest(method, ReadKey("aicore"), Resource, method == HttpMethod.Get ? null : new { });
        TransportResponse response =
            await Waiter.SendAsync(request, new WaitOptions { Warn = warnings.Add }, CancellationToken.None);
        return ParseJson(response).GetProperty("state").GetString();
    }
}
