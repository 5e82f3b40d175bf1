namespace TokenModule.ServiceKeys.Shapes;

/// <summary>A key whose XSUAA client stands in a member of its own: Cloud Management, the AI services, workflow, logging.</summary>
internal sealed class UaaBlockKey : IServiceKeyShape
{
    private static readonly string[] Blocks = ["uaa", "oauth"];

    public bool Fits(KeyMembers members) => Blocks.Any(members.Has);

    public ServiceKey Read(KeyMembers members, string? name)
    {
        string block = Blocks.First(members.Has);
        if (!members.TryObject(block, out KeyMembers uaa))
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, members.Source, $"'{block}' is no object. Paste the whole service key.");

        XsuaaClient client = XsuaaClient.Read(uaa);
        return client.ToKey(name, KindOf(members, client), Endpoints(members, uaa), Grant(members));
    }

    private static GrantType Grant(KeyMembers members)
    {
        return members.Text("grant_type") == "user_token" ? GrantType.Password : GrantType.ClientCredentials;
    }

    private static Dictionary<string, Uri> Endpoints(KeyMembers members, KeyMembers uaa)
    {
        Dictionary<string, Uri> endpoints = EndpointMembers.Read(members);
        if (members.Url("url") is { } api)
            endpoints["url"] = members.Text("swagger") is { } swagger ? BasePath(api, swagger) : api;
        else if (uaa.Text("tokenurl") is not null && uaa.Url("url") is { } service)
            endpoints["url"] = service;
        return endpoints;
    }

    private static Uri BasePath(Uri api, string swagger)
    {
        return swagger.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? api : new Uri(api.AbsoluteUri.TrimEnd('/') + "/" + swagger.Trim('/') + "/");
    }

    private static ServiceKeyKind KindOf(KeyMembers members, XsuaaClient client)
    {
        string swagger = members.Text("swagger") ?? string.Empty;
        members.TryObject("endpoints", out KeyMembers endpoints);
        return endpoints.Has("accounts_service_url") ? ServiceKeyKind.CloudManagement
            : swagger.Contains("document-information-extraction") ? ServiceKeyKind.DocumentInformationExtraction
            : swagger.Trim('/') == "api/v1" ? ServiceKeyKind.BusinessEntityRecognition
            : client.XsAppName?.Contains("recommendation") == true ? ServiceKeyKind.PersonalizedRecommendation
            : endpoints.Has("workflow_odata_url") ? ServiceKeyKind.Workflow
            : members.Has("writeUrl") ? ServiceKeyKind.BusinessLogging
            : ServiceKeyKind.Xsuaa;
    }
}
