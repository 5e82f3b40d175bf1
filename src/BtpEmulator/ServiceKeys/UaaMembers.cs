using System.Text.Json.Nodes;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceKeys;

/// <summary>Writes the service key members for the UAA: its addresses and the credentials of the client.</summary>
internal sealed class UaaMembers(Landscape landscape, BindingCertificates certificates)
{
    private static Zone Zone => Zone.Provider;

    public string CertificateUrl => $"{landscape.TlsOrigin}/uaa/{Zone.Subdomain}";

    /// <summary>Writes all members of a binding to the XSUAA service.</summary>
    public JsonObject Write(OAuthClient client)
    {
        JsonObject uaa = new() { ["apiurl"] = landscape.Origin };
        AddCredentials(uaa, client);
        uaa["identityzone"] = Zone.Subdomain;
        uaa["identityzoneid"] = Zone.Id;
        uaa["sburl"] = landscape.Origin;
        uaa["serviceInstanceId"] = client.InstanceId;
        uaa["subaccountid"] = Zone.SubaccountId;
        uaa["tenantid"] = Zone.Id;
        uaa["tenantmode"] = "shared";
        uaa["uaadomain"] = landscape.Address.Authority;
        uaa["url"] = Zone.GetUrl(landscape);
        uaa["verificationkey"] = landscape.SigningKey.Pem;
        uaa["xsappname"] = client.XsAppName;
        if (client.MasterAppName is { } master) uaa["xsmasterappname"] = master;
        uaa["zoneid"] = Zone.Id;
        return uaa;
    }

    /// <summary>Writes only the client ID and its credentials.</summary>
    public JsonObject WriteClient(OAuthClient client)
    {
        JsonObject members = new() { ["clientid"] = client.Id };
        AddSecretOrPem(members, client);
        return members;
    }

    /// <summary>Replaces line breaks in the PEM texts by <c>\n</c>, as they appear in an environment variable.</summary>
    public static JsonObject PutPemOnOneLine(JsonObject uaa)
    {
        foreach (string name in new[] { "certificate", "key" })
            uaa[name] = uaa[name]!.GetValue<string>().Replace("\n", "\\n", StringComparison.Ordinal);
        return uaa;
    }

    private void AddCredentials(JsonObject uaa, OAuthClient client)
    {
        uaa["clientid"] = client.Id;
        AddSecretOrPem(uaa, client);
        uaa["credential-type"] = client.CertificateName is null ? "binding-secret" : "x509";
        if (client.CertificateName is null) return;
        uaa["certificate-pinning"] = true;
        uaa["certurl"] = CertificateUrl;
    }

    private void AddSecretOrPem(JsonObject members, OAuthClient client)
    {
        if (client.Trust is not ClientTrust.None) return;
        if (client.CertificateName is null)
        {
            members["clientsecret"] = client.Secret;
            return;
        }

        (string certificate, string key) = certificates.GetOrIssue(client);
        members["certificate"] = certificate;
        members["key"] = key;
    }
}
