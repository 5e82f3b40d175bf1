using System.Text.Json;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>The base class of tests that call the APIs of the emulator as a cmdlet does.</summary>
public abstract class ApiTestBase(SharedEmulator? shared = null) : EmulatorTestBase(shared)
{
    private protected static BtpApiRequest CreateRequest(HttpMethod method, ServiceKey key, string path, object? body = null)
    {
        Uri endpoint = EndpointName.Resolve(key, key.Endpoints.ContainsKey("workflow_odata_url") ? "workflow_odata" : null);
        return new BtpApiRequest(method, ApiAddress.ResolvePath(endpoint, path), TokenRequest.FromKey(key))
        {
            Body = body is null ? null : new BytesBody(JsonSerializer.SerializeToUtf8Bytes(body), MediaTypes.Json),
        };
    }

    private protected static BtpApiRequest CreateGetRequest(ServiceKey key, string path) => CreateRequest(HttpMethod.Get, key, path);

    private protected async Task<TransportResponse> SendAsync(BtpApiRequest request) =>
        await Api.SendAsync(request, CancellationToken.None);

    private protected Task<BtpApiException> AssertFailsAsync(BtpApiRequest request) =>
        Assert.ThrowsAsync<BtpApiException>(() => SendAsync(request));

    /// <summary>The key of an administrator who has signed in.</summary>
    private protected async Task<ServiceKey> CreateSignedInKeyAsync()
    {
        ServiceKey key = ReadKey(SeedSystem.CloudManagementCentral);
        await GetTokenAsync(CreateSignInRequest(key, "bob@example.com", "Efgh"));
        return key;
    }

    private protected static JsonElement ParseJson(TransportResponse answer) => JsonSerializer.Deserialize<JsonElement>(answer.Body);
}
