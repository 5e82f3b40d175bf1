using System.Text.Json;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// A key with one OAuth client for each API, in arrays: Event Mesh has <c>management[]</c> and <c>messaging[]</c> with <c>oa2</c> and
/// <c>uri</c>. The clients are the same, so they become one key. Only APIs over HTTP become endpoints.
/// </summary>
internal sealed class ClientArrayKey : IServiceKeyShape
{
    private const string Client = "oa2";

    public bool CanRead(KeyMembers members) => FindClients(members).Any();

    public ServiceKey ReadKey(KeyMembers members, string? name)
    {
        Dictionary<string, Uri> endpoints = new(StringComparer.OrdinalIgnoreCase);
        XsuaaClient? client = null;
        foreach ((string array, KeyMembers item) in FindClients(members))
        {
            item.TryGetObject(Client, out KeyMembers oauth);
            XsuaaClient found = XsuaaClient.ReadClient(oauth);
            client ??= found;
            if (found.ClientId != client.ClientId || found.Credential.Fingerprint != client.Credential.Fingerprint)
                throw CreateSeveralClientsError(members);
            if (item.GetTextOrDefault("uri") is { } uri && uri.StartsWith("http", StringComparison.OrdinalIgnoreCase))
                endpoints[FindFreeName(endpoints, array)] = item.RequireUrl("uri");
        }

        return (client! with { XsAppName = members.GetTextOrDefault("xsappname") })
            .ToKey(name, ServiceKeyKind.Xsuaa, endpoints, GrantType.ClientCredentials);
    }

    // Management comes first, because its client exists in every key of Event Mesh.
    private static IEnumerable<(string Array, KeyMembers Item)> FindClients(KeyMembers members)
    {
        return members.EnumerateMembers()
            .Where(member => member.Value.ValueKind == JsonValueKind.Array)
            .Select(member => member.Name)
            .OrderBy(array => array == "management" ? 0 : 1)
            .SelectMany(array => members.GetObjects(array).Where(item => item.TryGetObject(Client, out _)).Select(item => (array, item)));
    }

    private static string FindFreeName(Dictionary<string, Uri> endpoints, string array)
    {
        int number = 1;
        while (endpoints.ContainsKey(number == 1 ? array : $"{array}{number}"))
        {
            number++;
        }

        return number == 1 ? array : $"{array}{number}";
    }

    private static ServiceKeyException CreateSeveralClientsError(KeyMembers members)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyAmbiguous,
            members.Source,
            "The key contains several OAuth clients. Import one of them with -TokenUrl, -ClientId, -ClientSecret and -Endpoint.");
    }
}
