using System.Text.Json;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>The addresses of a service's APIs, by the names keys give them.</summary>
internal static class EndpointMembers
{
    private static readonly string[] Named = ["uri", "writeUrl"];
    private static readonly string[] Groups = ["endpoints", "serviceurls"];

    public static Dictionary<string, Uri> ReadEndpoints(KeyMembers members)
    {
        Dictionary<string, Uri> endpoints = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in members.EnumerateMembers())
        {
            bool isEndpoint = Named.Contains(member.Name) || member.Name.EndsWith("_url", StringComparison.Ordinal);
            if (isEndpoint && members.GetUrlOrDefault(member.Name) is { } address)
                endpoints[member.Name] = address;
        }

        foreach (string group in Groups)
        {
            if (members.TryGetObject(group, out KeyMembers named))
                AddNamedEndpoints(endpoints, named);
        }

        return endpoints;
    }

    // DOX gives an object with the address in it, the others the address itself.
    private static void AddNamedEndpoints(Dictionary<string, Uri> endpoints, KeyMembers named)
    {
        foreach (JsonProperty endpoint in named.EnumerateMembers())
        {
            Uri? address = named.TryGetObject(endpoint.Name, out KeyMembers detailed) ? detailed.GetUrlOrDefault("url") : named.GetUrlOrDefault(endpoint.Name);
            if (address is not null)
                endpoints[endpoint.Name] = address;
        }
    }
}
