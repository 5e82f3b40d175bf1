using System.Text.Json;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>The addresses of a service's APIs, by the names keys give them.</summary>
internal static class EndpointMembers
{
    private static readonly string[] Named = ["uri", "writeUrl"];
    private static readonly string[] Groups = ["endpoints", "serviceurls"];

    public static Dictionary<string, Uri> Read(KeyMembers members)
    {
        Dictionary<string, Uri> endpoints = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in members.All())
        {
            bool isEndpoint = Named.Contains(member.Name) || member.Name.EndsWith("_url", StringComparison.Ordinal);
            if (isEndpoint && members.Url(member.Name) is { } address)
                endpoints[member.Name] = address;
        }

        foreach (string group in Groups)
        {
            if (members.TryObject(group, out KeyMembers named))
                Add(endpoints, named);
        }

        return endpoints;
    }

    // DOX gives an object with the address in it, the others the address itself.
    private static void Add(Dictionary<string, Uri> endpoints, KeyMembers named)
    {
        foreach (JsonProperty endpoint in named.All())
        {
            Uri? address = named.TryObject(endpoint.Name, out KeyMembers detailed) ? detailed.Url("url") : named.Url(endpoint.Name);
            if (address is not null)
                endpoints[endpoint.Name] = address;
        }
    }
}
