using System.Text.Json;

namespace TokenModule.Interop;

/// <summary>oidc-provider, @node-oauth/oauth2-server, oauth2-mock-server and express-rate-limit, in one process of Node.js.</summary>
public sealed class NodeServers : IAsyncLifetime
{
    private ServerProcess? process;

    internal InteropAuthority Authority { get; } = new();

    /// <summary>Why the tests cannot run here; null where they can.</summary>
    public string? SkipReason { get; private set; }

    internal Uri Provider { get; private set; } = null!;

    internal Uri Raw { get; private set; } = null!;

    /// <summary>The server with the token endpoint that trusts a foreign issuer, and the API with a rate limit.</summary>
    internal Uri Express { get; private set; } = null!;

    /// <summary>The key pairs of the client that signs its own assertions.</summary>
    internal ClientKeyFiles ClientKeys { get; } = new();

    public async Task InitializeAsync()
    {
        string modules = Path.Combine(AppContext.BaseDirectory, "node");
        SkipReason = await NodePackages.InstallAsync(modules);
        if (SkipReason is not null)
            return;

        process = ServerProcess.Start(NodePackages.Node!, [Path.Combine(AppContext.BaseDirectory, "servers.mjs")]);
        string settings = JsonSerializer.Serialize(new
        {
            modules,
            certificate = Authority.ServerPem,
            privateKey = Authority.ServerKeyPem,
            authority = Authority.RootPem,
            algorithms = new[] { "RS256", "PS256", "ES256" },
            clientKeys = ClientKeys.PublicKeys,
        });
        await process.Input.WriteLineAsync(settings);
        await process.Input.FlushAsync();
        using JsonDocument addresses = JsonDocument.Parse(await process.ReadLineAsync());
        Provider = new Uri(addresses.RootElement.GetProperty("provider").GetString()!);
        Raw = new Uri(addresses.RootElement.GetProperty("raw").GetString()!);
        Express = new Uri(addresses.RootElement.GetProperty("express").GetString()!);
    }

    /// <summary>Replaces all signing keys of oidc-provider.</summary>
    internal async Task RotateKeysAsync()
    {
        using HttpClient client = InteropConnections.CreateClient(Authority);
        using HttpResponseMessage answer = await client.PostAsync(new Uri(Provider, "/control/rotate"), content: null);
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>The number of requests with this method and path since the start.</returns>
    internal async Task<int> CountRequestsAsync(string methodAndPath)
    {
        using HttpClient client = InteropConnections.CreateClient(Authority);
        using JsonDocument counts = JsonDocument.Parse(await client.GetStringAsync(new Uri(Provider, "/control/requests")));
        return counts.RootElement.TryGetProperty(methodAndPath, out JsonElement count) ? count.GetInt32() : 0;
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        Authority.Dispose();
        ClientKeys.Dispose();
    }
}
