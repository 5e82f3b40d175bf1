using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// The values that CIAM sends by mail: <c>base_url</c>, <c>client_id</c> and <c>client_secret</c>. The token endpoint of CIAM requires
/// JSON.
/// </summary>
internal sealed class CiamKey : IServiceKeyShape
{
    private const string TokenPath = "/ciam-mfa/v2/get/token";

    public bool CanRead(KeyMembers members) => members.Has("base_url") && members.Has("client_id");

    public ServiceKey ReadKey(KeyMembers members, string? name)
    {
        Uri baseUrl = members.RequireUrl("base_url");
        Uri tokenUrl = new(baseUrl.AbsoluteUri.TrimEnd('/') + TokenPath);
        string clientId = members.RequireText("client_id");
        ClientSecret secret = new(new Secret(members.RequireText("client_secret")));
        return new ServiceKey(name ?? clientId, ServiceKeyKind.Ciam, clientId, tokenUrl, secret)
        {
            Endpoints = new(new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase) { ["base_url"] = baseUrl }),
            TokenRequestFormat = TokenRequestFormat.Json,
            GrantTypeName = members.GetTextOrDefault("grant_type"),
            Source = members.Source,
        };
    }
}
