using System.Text.Json.Nodes;
using BtpEmulator.ServiceKeys;
using BtpEmulator.Xsuaa;
using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator.ServiceManager;

/// <summary>The credentials for the Service Manager, in its own bindings and in bindings of the accounts service.</summary>
internal static class ServiceManagerKey
{
    public static OAuthClient CreateClient(bool withCertificate) => BoundClient.Create(
        $"{Guid.NewGuid()}!b3|{BindingClients.ServiceManager.MasterAppName}",
        [BindingClients.ServiceManagerScope],
        [ClientCredentialsHandler.Name],
        withCertificate);

    public static JsonObject Write(Landscape landscape, UaaMembers uaa, OAuthClient client)
    {
        JsonObject key = uaa.WriteClient(client);
        if (client.CertificateName is not null) key["certurl"] = uaa.CertificateUrl;
        key["sm_url"] = landscape.Origin;
        key["url"] = Zone.Provider.GetUrl(landscape);
        key["xsappname"] = client.XsAppName;
        return key;
    }
}
