using System.Text.Json;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Calls of the emulator's APIs, as a cmdlet makes them.</summary>
public abstract class ApiCalls : EmulatedBtp
{
    protected ApiCalls(SharedEmulator? shared = null)
        : base(shared)
    {
    }

    private protected static BtpApiRequest Request(HttpMethod method, ServiceKey key, string path, object? body = null)
    {
        Uri endpoint = EndpointName.Resolve(key, key.Endpoints.ContainsKey("workflow_odata_url") ? "workflow_odata" : null);
        return new BtpApiRequest(method, ApiAddress.Of(endpoint, path), TokenRequest.For(key))
        {
            Body = body is null ? null : new BytesBody(JsonSerializer.SerializeToUtf8Bytes(body), MediaTypes.Json),
        };
    }

    private protected static BtpApiRequest Get(ServiceKey key, string path) => Request(HttpMethod.Get, key, path);

    private protected async Task<HttpAnswer> Send(BtpApiRequest request) => await Api.SendAsync(request, CancellationToken.None);

    private protected Task<BtpApiException> Fails(BtpApiRequest request) => Assert.ThrowsAsync<BtpApiException>(() => Send(request));

    /// <summary>The key of an administrator who has signed in.</summary>
    private protected async Task<ServiceKey> SignedIn()
    {
        ServiceKey key = Key(SeedSystem.CloudManagementCentral);
        await Token(SignIn(key, "bob@example.com", "Efgh"));
        return key;
    }

    private protected static JsonElement Json(HttpAnswer answer) => JsonSerializer.Deserialize<JsonElement>(answer.Body);
}
