namespace TokenModule.ServiceKeys.Shapes;

/// <summary>A key with the XSUAA client in a separate member: Cloud Management, the AI services, Workflow, Business Logging.</summary>
internal sealed class UaaBlockKey : IServiceKeyShape
{
    private static readonly string[] Blocks = ["uaa", "oauth"];

    public bool CanRead(KeyMembers members) => Blocks.Any(members.Has);

    public ServiceKey ReadKey(KeyMembers members, string? name)
    {
        string block = Blocks.First(members.Has);
        if (!members.TryGetObject(block, out KeyMembers uaa))
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid, members.Source, $"'{block}' is not a JSON object. Paste the whole service key.");

        XsuaaClient client = XsuaaClient.ReadClient(uaa);
        return client.ToKey(name, DetermineKind(members, client), ReadEndpoints(members, uaa, client), ReadGrantType(members));
    }

    private static GrantType ReadGrantType(KeyMembers members)
    {
        return members.GetTextOrDefault("grant_type") == "user_token" ? GrantType.Password : GrantType.ClientCredentials;
    }

    private static Dictionary<string, Uri> ReadEndpoints(KeyMembers members, KeyMembers uaa, XsuaaClient client)
    {
        Dictionary<string, Uri> endpoints = EndpointMembers.ReadEndpoints(members);
        EndpointMembers.AddEndpoints(endpoints, uaa);
        if (members.GetUrlOrDefault("url") is { } api)
            endpoints["url"] = members.GetTextOrDefault("swagger") is { } swagger ? CombineBasePath(api, swagger) : api;
        else if (client.GetServiceUrlOrDefault() is { } service)
            endpoints["url"] = service;
        EndpointMembers.AddXsuaaApi(endpoints, members);
        EndpointMembers.AddXsuaaApi(endpoints, uaa);
        return endpoints;
    }

    private static Uri CombineBasePath(Uri api, string swagger)
    {
        bool isUrl = swagger.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return isUrl ? api : new Uri(api.AbsoluteUri.TrimEnd('/') + "/" + swagger.Trim('/') + "/");
    }

    private static ServiceKeyKind DetermineKind(KeyMembers members, XsuaaClient client)
    {
        string swagger = members.GetTextOrDefault("swagger") ?? string.Empty;
        members.TryGetObject("endpoints", out KeyMembers endpoints);
        return endpoints.Has("accounts_service_url") ? ServiceKeyKind.CloudManagement
            : swagger.Contains("document-information-extraction") ? ServiceKeyKind.DocumentInformationExtraction
            : swagger.Trim('/') == "api/v1" ? ServiceKeyKind.BusinessEntityRecognition
            : client.XsAppName?.Contains("recommendation") == true ? ServiceKeyKind.PersonalizedRecommendation
            : endpoints.Has("workflow_odata_url") ? ServiceKeyKind.Workflow
            : members.Has("writeUrl") ? ServiceKeyKind.BusinessLogging
            : client.Members.Has("uri") ? ServiceKeyKind.Destination
            : ServiceKeyKind.Xsuaa;
    }
}
