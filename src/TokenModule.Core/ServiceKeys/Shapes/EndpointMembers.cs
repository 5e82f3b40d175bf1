using System.Text.Json;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>Reads the URLs of the APIs of a service.</summary>
internal static class EndpointMembers
{
    private const string XsuaaApi = "apiurl";

    private static readonly string[] Groups = ["endpoints", "serviceurls"];

    // Addresses of the authorization server. A token must not be sent there as the token of an API call.
    private static readonly string[] OtherAddresses =
    [
        .. XsuaaClient.TokenUrlNames, "cert_url", "jwks_url", "authorize_url", "authorization_url",
    ];

    public static Dictionary<string, Uri> ReadEndpoints(KeyMembers members)
    {
        Dictionary<string, Uri> endpoints = new(StringComparer.OrdinalIgnoreCase);
        AddEndpoints(endpoints, members);
        foreach (string group in Groups)
        {
            if (members.TryGetObject(group, out KeyMembers named))
                AddNamedEndpoints(endpoints, named);
        }

        return endpoints;
    }

    /// <summary>Adds the members that are endpoints by their name: <c>uri</c>, <c>writeUrl</c>, <c>sm_url</c>.</summary>
    public static void AddEndpoints(Dictionary<string, Uri> endpoints, KeyMembers members)
    {
        foreach (JsonProperty member in members.EnumerateMembers())
        {
            if (IsEndpoint(member.Name) && members.GetUrlOrDefault(member.Name) is { } address)
                endpoints[member.Name] = address;
        }
    }

    /// <summary>
    /// Adds <c>apiurl</c>, the API of XSUAA itself (plan apiaccess). It comes last because the API of the service is the default.
    /// </summary>
    public static void AddXsuaaApi(Dictionary<string, Uri> endpoints, KeyMembers members)
    {
        if (members.GetUrlOrDefault(XsuaaApi) is { } address && !endpoints.ContainsKey(XsuaaApi))
            endpoints.Add(XsuaaApi, address);
    }

    private static bool IsEndpoint(string name)
    {
        bool isNamed = name is "uri" || name.EndsWith("_url", StringComparison.Ordinal) || name.EndsWith("Url", StringComparison.Ordinal);
        return isNamed && !OtherAddresses.Any(other => MemberSpelling.AreEqual(other, name)) && !MemberSpelling.AreEqual(XsuaaApi, name);
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
