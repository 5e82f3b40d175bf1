using System.Text.RegularExpressions;
using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Every operation of the catalog, sent to a server that notes what comes.</summary>
public sealed class OperationWalkTests : IClassFixture<RecordingServer>, IDisposable
{
    private const string Id = "b3a4b53e-6a0f-4c7d-9d3f-5d5b0c6f4a17";

    private readonly HttpTransport transport = new(TimeProvider.System);
    private readonly RecordingServer server;
    private readonly BtpApiClient api;

    public OperationWalkTests(RecordingServer server)
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
    public async Task Goes_out_as_its_method_and_its_template_with_ids(string endpoint, string method, string path)
    {
        ServiceKey key = Key();
        Uri address = ApiAddress.Of(EndpointName.Resolve(key, endpoint), Filled(path));

        await api.SendAsync(new BtpApiRequest(new HttpMethod(method), address, TokenRequest.For(key)), CancellationToken.None);

        Assert.Equal([$"{method} {Filled(path)} HTTP/1.1"], server.Requests);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Is_found_by_a_path_with_ids(string endpoint, string method, string path)
    {
        Assert.Same(Of(endpoint, method, path), OperationCatalog.Find(endpoint, method, $"{Filled(path)}?page=1"));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Is_allowed_with_the_scopes_it_requires_and_misses_them_without(string endpoint, string method, string path)
    {
        BtpOperation operation = Of(endpoint, method, path);

        Assert.Empty(ScopeVerdict.Missing(operation, [.. operation.RequiredScopes.Select(scope => $"cis-central!b14.{scope}"), "uaa.resource"]));
        Assert.Equal(operation.RequiredScopes, ScopeVerdict.Missing(operation, ["uaa.resource"]));
    }

    public void Dispose() => transport.Dispose();

    private static BtpOperation Of(string endpoint, string method, string path) => OperationCatalog.All.Single(o => (o.Endpoint, o.Method, o.Path) == (endpoint, method, path));

    private static string Filled(string path) => Regex.Replace(path, @"\{\w+\}", Id);

    private ServiceKey Key()
    {
        string endpoints = string.Join(", ", new[] { "accounts_service_url", "entitlements_service_url", "provisioning_service_url", "saas_registry_service_url", "events_service_url", "sm_url" }.Select(name => $"\"{name}\": \"{server.Origin}\""));
        return Keys.Read($$"""
            { "url": "{{server.Origin}}", "endpoints": { {{endpoints}} }, "uaa": { "clientid": "c", "clientsecret": "s", "url": "https://sub.authentication.example" } }
            """);
    }
}
