using System.Collections.Concurrent;

namespace BtpEmulator.Xsuaa;

/// <summary>The registered clients of an authorization server: the initial ones and the clients of bindings created later.</summary>
internal sealed class ClientDirectory
{
    private readonly ConcurrentDictionary<string, OAuthClient> clients = new(StringComparer.Ordinal);

    public ClientDirectory(IEnumerable<OAuthClient> seeds)
    {
        foreach (OAuthClient client in seeds) Add(client);
    }

    public OAuthClient? Find(string id) => clients.GetValueOrDefault(id);

    public void Add(OAuthClient client) => clients[client.Id] = client;

    public void Remove(OAuthClient client) => clients.TryRemove(client.Id, out _);
}
