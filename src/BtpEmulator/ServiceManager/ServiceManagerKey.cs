using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>A key for the Service Manager itself, as its bindings and those of the accounts service hold it.</summary>
internal static class ServiceManagerKey
{
    public static OAuthClient CreateClient(bool withCertificate) => BoundClient.Create(
        $"{Guid.NewGuid()}!b3|{BindingClients.ServiceManager.MasterAppName}",
        [BindingClients.ServiceManagerScope],
        [ClientCredentialsHandler.Name],
        withCertificate);

    public static JsonObject Write(Landscape landscape, UaaMembers uaa, OAuthClient client)
    {
        var key = uaa.WriteClient(client);
        if (client.CertificateName is not null) key["certurl"] = uaa.CertificateUrl;
        key["sm_url"] = landscape.Origin;
        key["url"] = Zone.Provider.GetUrl(landscape);
        key["xsappname"] = client.XsAppName;
        return key;
    }
}
