using System.Text.RegularExpressions;
using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Sends every operation of the catalog to a server that records the requests.</summary>
public sealed class EveryOperationTests : IClassFixture<RecordingServer>, IDisposable
{
    private const string Id = "b3a4b53e-6a0f-4c7d-9d3f-5d5b0c6f4a17";

    private readonly HttpTransport transport = new(TimeProvider.System);
    private readonly RecordingServer server;
    private readonly BtpApiClient api;

    public EveryOperationTests(RecordingServer server)
    {
        this.server = server;
        server.Requests.Clear();
        api = new BtpApiClient(new ScriptedTokenSource(TimeProvider.System), transport);
    }

    public static TheoryData<string, string, string> Operations
    {
        get
        {
            TheoryData<string, string, string> rows = [];
            foreach (BtpOperation operation in OperationCatalog.All)
            {
                rows.Add(operation.Endpoint, operation.Method, operation.Path);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_is_sent_with_its_method_and_its_path_with_ids(string endpoint, string method, string path)
    {
        ServiceKey key = CreateKey();
        Uri address = ApiAddress.ResolvePath(EndpointName.Resolve(key, endpoint), FillIds(path));

        await api.SendAsync(new BtpApiRequest(new HttpMethod(method), address, TokenRequest.FromKey(key)), CancellationToken.None);

        Assert.Equal([$"{method} {FillIds(path)} HTTP/1.1"], server.Requests);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_is_found_by_a_path_with_ids(string endpoint, string method, string path)
    {
        Assert.Same(FindOperation(endpoint, method, path), OperationCatalog.Find(endpoint, method, $"{FillIds(path)}?page=1"));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_is_allowed_only_with_its_required_scopes(string endpoint, string method, string path)
    {
        BtpOperation operation = FindOperation(endpoint, method, path);

        Assert.Empty(ScopeCheck.FindMissingScopes(operation,
            [.. operation.RequiredScopes.Select(scope => $"cis-central!b14.{scope}"), "uaa.resource"]));
        Assert.Equal(operation.RequiredScopes, ScopeCheck.FindMissingScopes(operation, ["uaa.resource"]));
    }

    public void Dispose() => transport.Dispose();

    private static BtpOperation FindOperation(string endpoint, string method, string path) =>
        OperationCatalog.All.Single(o => (o.Endpoint, o.Method, o.Path) == (endpoint, method, path));

    private static string FillIds(string path) => Regex.Replace(path, @"\{\w+\}", Id);

    private ServiceKey CreateKey()
    {
        string[] names =
        [
            "accounts_service_url", "entitlements_service_url", "provisioning_service_url", "saas_registry_service_url",
            "events_service_url", "sm_url", "subscription_manager_url", "uri", "apiurl", "AI_API_URL",
        ];
        string endpoints = string.Join(", ", names.Select(name => $"\"{name}\": \"{server.Origin}\""));
        return TestServiceKeys.Read($$"""
            { "url": "{{server.Origin}}", "endpoints": { {{endpoints}} }, "uaa": { "clientid": "c", "clientsecret": "s", "url": "https://sub.authentication.example" } }
            """);
    }
}
