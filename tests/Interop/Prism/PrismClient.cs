using System.Text.Json.Nodes;
using BtpEmulator;
using TokenModule.Api.Operations;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule.Interop;

/// <summary>Calls operations of the emulator with the module, through the proxies of Prism.</summary>
internal sealed class PrismClient : IDisposable
{
    private readonly PrismServers servers;
    private readonly InteropAuthority authority = new();
    private readonly InteropClient client;

    public PrismClient(PrismServers servers)
    {
        this.servers = servers;
        client = new InteropClient(authority);
    }

    /// <summary>The violations of all calls, except the known ones.</summary>
    public List<string> Violations { get; } = [];

    public void Dispose()
    {
        client.Dispose();
        authority.Dispose();
    }

    /// <returns>The address that the header Location of the response contains, or null.</returns>
    public async Task<string?> AcceptAsync(string endpoint, string operationId, JsonObject? body, params (string Name, string Id)[] ids)
    {
        TransportResponse response = await CallAsync(FindOperation(endpoint, operationId), body, ids);
        Assert.Equal(202, response.StatusCode);
        return response.GetHeaderOrDefault("Location");
    }

    /// <returns>The body of the response, or an empty object when it has none.</returns>
    public async Task<JsonObject> CallAsync(string endpoint, string operationId, JsonObject? body, params (string Name, string Id)[] ids)
    {
        TransportResponse response = await CallAsync(FindOperation(endpoint, operationId), body, ids);
        Assert.True(response.IsSuccess, $"{operationId}: {response.Status}");
        return response.Body.Length == 0 ? [] : JsonNode.Parse(response.Body)!.AsObject();
    }

    public Task<TransportResponse> CallAsync(BtpOperation operation, JsonObject? body, params (string Name, string Id)[] ids)
    {
        return CallAsync(operation, body, ids, query: string.Empty);
    }

    /// <param name="query">The query with its question mark.</param>
    public async Task DeleteAsync(string endpoint, string operationId, string query, params (string Name, string Id)[] ids)
    {
        TransportResponse response = await CallAsync(FindOperation(endpoint, operationId), body: null, ids, query);
        Assert.True(response.IsSuccess, $"{operationId}: {response.Status}");
    }

    private async Task<TransportResponse> CallAsync(
        BtpOperation operation, JsonObject? body, (string Name, string Id)[] ids, string query)
    {
        Dictionary<string, string> parameters = ids.ToDictionary(id => id.Name, id => id.Id);
        string path = new PathFilling(operation).FillPath(parameters, entity: null);
        Uri address = new(servers.GetProxy(operation.Endpoint).Address, path + query);
        TransportResponse response = await client.SendAsync(CreateTokenRequest(operation), new HttpMethod(operation.Method), address, body);
        if (response.IsSuccess)
        {
            Violations.AddRange(PrismViolation.Parse(response.GetHeaderOrDefault(PrismViolation.Header))
                .Where(violation => !KnownDifferences.Explain(operation, violation))
                .Select(violation => $"{operation}: {violation}"));
        }

        return response;
    }

    private static BtpOperation FindOperation(string endpoint, string operationId)
    {
        return OperationCatalog.FindById(operationId, key: null, endpoint);
    }

    // A global account needs a user. The operations of providers need the key of SaaS Provisioning.
    private TokenRequest CreateTokenRequest(BtpOperation operation)
    {
        bool isProvider = operation.Path.Split('/') is [_, _, _, "application", ..];
        return operation.Endpoint switch
        {
            "accounts" or "entitlements" => client.CreateRequest(
                ReadKey(SeedSystem.CloudManagementCentral),
                new PasswordGrant("bob@example.com", new Secret("Efgh"), oneTimeCode: null),
                ClientAuthentication.Body,
                scope: null),
            "saas_registry" when isProvider => client.CreateRequest(ReadKey(SeedSystem.SaasRegistry)),
            _ => client.CreateRequest(ReadKey(SeedSystem.CloudManagementLocal)),
        };
    }

    private ServiceKey ReadKey(SeedSystem system) => ServiceKeyReader.ReadKey(
        servers.Emulator.GetServiceKeyJson(system), "the emulator", system.ToString());
}
