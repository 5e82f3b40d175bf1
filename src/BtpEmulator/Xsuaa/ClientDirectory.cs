using System.Collections.Concurrent;

namespace BtpEmulator;

/// <summary>The clients the XSUAA knows: those of the seeds, and those of bindings made since.</summary>
internal sealed class ClientDirectory
{
    private readonly ConcurrentDictionary<string, OAuthClient> clients = new(StringComparer.Ordinal);

    public ClientDirectory()
    {
        OAuthClient[] seeds =
        [
            SeedClients.CloudManagementCentral, SeedClients.CloudManagementLocal, SeedClients.SaasRegistry,
            SeedClients.EntityRecognition, SeedClients.DocumentExtraction, SeedClients.PersonalizedRecommendation,
        ];
        foreach (var client in seeds) Add(client);
    }

    public OAuthClient? Find(string id) => clients.GetValueOrDefault(id);

    public void Add(OAuthClient client) => clients[client.Id] = client;

    public void Remove(OAuthClient client) => clients.TryRemove(client.Id, out _);
}
