using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// A client of SAP Cloud Identity Services. The members are like the members of XSUAA, but the token endpoint has another path.
/// </summary>
internal sealed class IdentityKey : IServiceKeyShape
{
    private const string Label = "identity";

    private static readonly string[] Members = ["domains", "app_tid"];

    // Older keys have these members. Keys of other services can have them too, together with members of XSUAA.
    private static readonly string[] OlderMembers = ["domain", "zone_uuid"];

    private static readonly string[] XsuaaMembers = ["xsappname", "uaadomain", "identityzone"];

    private static readonly string[] Hosts =
    [
        ".accounts.ondemand.com", ".accounts400.ondemand.com", ".accounts.cloud.sap", ".accounts400.cloud.sap",
    ];

    public bool CanRead(KeyMembers members)
    {
        if (!members.Has("clientid") || members.Has("uaa"))
            return false;

        bool isOlder = OlderMembers.Any(members.Has) && !XsuaaMembers.Any(members.Has);
        return Members.Any(members.Has) || isOlder || members.ServiceName == Label || HasIdentityHost(members);
    }

    public ServiceKey ReadKey(KeyMembers members, string? name)
    {
        string clientId = members.RequireText("clientid");
        Uri tenant = members.RequireUrl("url");
        ClientCredential credential = ClientCredentialMembers.ReadCredential(members);
        string keyName = name ?? members.GetTextOrDefault("name") ?? clientId;
        return new ServiceKey(keyName, ServiceKeyKind.Identity, clientId, TokenEndpoint.FromIdentityTenant(tenant), credential)
        {
            CredentialType = ClientCredentialMembers.FormatType(members, credential),
            GrantType = credential is PublicClient ? GrantType.AuthorizationCode : GrantType.ClientCredentials,
            Endpoints = new(new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase) { ["url"] = tenant }),
            TenantId = members.GetTextOrDefault("app_tid") ?? members.GetTextOrDefault("zone_uuid"),
            Source = members.Source,
        };
    }

    // A placeholder in the URL is reported when the key is read.
    private static bool HasIdentityHost(KeyMembers members)
    {
        string? url = members.EnumerateMembers()
            .Where(m => m.Name == "url" && m.Value.ValueKind == System.Text.Json.JsonValueKind.String)
            .Select(m => m.Value.GetString())
            .FirstOrDefault();
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
            && Hosts.Any(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase));
    }
}
