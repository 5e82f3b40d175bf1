using System.Text.Json;

namespace TokenModule.ServiceKeys;

/// <summary>A key whose XSUAA client stands in a member <c>uaa</c>: Cloud Management and the AI services.</summary>
internal sealed class UaaBlockKey : IServiceKeyShape
{
    public bool Fits(KeyMembers members) => members.Has("uaa");

    public ServiceKey Read(KeyMembers members, string? name)
    {
        if (!members.TryObject("uaa", out KeyMembers uaa))
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, members.Source, "'uaa' is no object. Paste the whole service key.");

        XsuaaClient client = XsuaaClient.Read(uaa);
        return client.ToKey(name, KindOf(members, client), Endpoints(members), Grant(members));
    }

    private static GrantType Grant(KeyMembers members)
    {
        return members.Text("grant_type") == "user_token" ? GrantType.Password : GrantType.ClientCredentials;
    }

    private static Dictionary<string, Uri> Endpoints(KeyMembers members)
    {
        Dictionary<string, Uri> endpoints = new(StringComparer.OrdinalIgnoreCase);
        if (members.Url("url") is { } api)
            endpoints["url"] = members.Text("swagger") is { } swagger ? BasePath(api, swagger) : api;

        if (members.TryObject("endpoints", out KeyMembers named))
        {
            foreach (JsonProperty endpoint in named.All())
            {
                Uri? address = named.TryObject(endpoint.Name, out KeyMembers detailed) ? detailed.Url("url") : named.Url(endpoint.Name);
                if (address is not null)
                    endpoints[endpoint.Name] = address;
            }
        }

        return endpoints;
    }

    private static Uri BasePath(Uri api, string swagger)
    {
        return swagger.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? api : new Uri(api.AbsoluteUri.TrimEnd('/') + "/" + swagger.Trim('/') + "/");
    }

    private static ServiceKeyKind KindOf(KeyMembers members, XsuaaClient client)
    {
        string swagger = members.Text("swagger") ?? string.Empty;
        bool isCloudManagement = members.TryObject("endpoints", out KeyMembers endpoints) && endpoints.Has("accounts_service_url");
        return isCloudManagement ? ServiceKeyKind.CloudManagement
            : swagger.Contains("document-information-extraction") ? ServiceKeyKind.DocumentInformationExtraction
            : swagger.Trim('/') == "api/v1" ? ServiceKeyKind.BusinessEntityRecognition
            : client.XsAppName?.Contains("recommendation") == true ? ServiceKeyKind.PersonalizedRecommendation
            : ServiceKeyKind.Xsuaa;
    }
}
