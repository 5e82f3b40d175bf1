using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BtpEmulator;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Calls the emulator with plain HTTP, so that tests of the emulator do not depend on the client.</summary>
public abstract class EmulatedApi(SharedEmulator? shared = null) : EmulatorTestBase(shared)
{
    private readonly HttpClient http = new();

    private protected async Task<string> GetBearerTokenAsync(ServiceKey key)
    {
        OAuthToken token = await GetTokenAsync(key.GrantType == GrantType.Password ? CreateSignInRequest(key, "bob@example.com", "Efgh")
            : TokenRequest.FromKey(key));
        return token.Value.Reveal();
    }

    private protected Task<string> GetBearerTokenAsync(string name) => GetBearerTokenAsync(ReadKey(name));

    private protected Task<string> GetBearerTokenAsync(SeedSystem system) => GetBearerTokenAsync(ReadKey(system));

    private protected async Task<(HttpStatusCode Status, JsonObject Body, Uri? Location)> SendAsync(HttpMethod method, string path,
        string? bearer, object? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Btp.Address, path));
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using HttpResponseMessage answer = await http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), answer.Headers.Location);
    }

    private protected async Task<JsonObject> GetJsonAsync(string path, string bearer) =>
        (await SendAsync(HttpMethod.Get, path, bearer)).Body;
}
