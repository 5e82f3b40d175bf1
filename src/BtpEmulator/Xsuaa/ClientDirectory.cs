using System.Collections.Concurrent;

namespace BtpEmulator;

/// <summary>The clients an authorization server knows: those it starts with, and those of bindings made since.</summary>
internal sealed class ClientDirectory
{
    private readonly ConcurrentDictionary<string, OAuthClient> clients = new(StringComparer.Ordinal);

    public ClientDirectory(IEnumerable<OAuthClient> seeds)
    {
        foreach (var client in seeds) Add(client);
    }

    public OAuthClient? Find(string id) => clients.GetValueOrDefault(id);

    public void Add(OAuthClient client) => clients[client.Id] = client;

    public void Remove(OAuthClient client) => clients.TryRemove(client.Id, out _);
}
