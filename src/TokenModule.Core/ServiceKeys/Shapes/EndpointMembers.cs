using System.Text.Json;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>Reads the URLs of the APIs of a service.</summary>
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

    // In keys of Document Information Extraction an endpoint is an object with the member url. In other keys it is the URL.
    private static void AddNamedEndpoints(Dictionary<string, Uri> endpoints, KeyMembers named)
    {
        foreach (JsonProperty endpoint in named.EnumerateMembers())
        {
            bool isObject = named.TryGetObject(endpoint.Name, out KeyMembers details);
            Uri? address = isObject ? details.GetUrlOrDefault("url") : named.GetUrlOrDefault(endpoint.Name);
            if (address is not null)
                endpoints[endpoint.Name] = address;
        }
    }
}
