using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>The members that say where the UAA is and how its client authenticates.</summary>
internal sealed class UaaMembers(Landscape landscape, BindingCertificates certificates)
{
    private static Zone Zone => Zone.Provider;

    public string CertificateUrl => $"{landscape.TlsOrigin}/uaa/{Zone.Subdomain}";

    /// <summary>What a binding to XSUAA itself holds.</summary>
    public JsonObject Write(OAuthClient client)
    {
        var uaa = new JsonObject { ["apiurl"] = landscape.Origin };
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

    /// <summary>The client and its credentials alone, as services write them that need nothing else.</summary>
    public JsonObject WriteClient(OAuthClient client)
    {
        var members = new JsonObject { ["clientid"] = client.Id };
        AddSecretOrPem(members, client);
        return members;
    }

    /// <summary>Writes the lines of the PEMs the way they come out of an environment variable.</summary>
    public static JsonObject PutPemOnOneLine(JsonObject uaa)
    {
        foreach (var name in new[] { "certificate", "key" }) uaa[name] = uaa[name]!.GetValue<string>().Replace("\n", "\\n", StringComparison.Ordinal);
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
        if (client.CertificateName is null)
        {
            members["clientsecret"] = client.Secret;
            return;
        }

        var (certificate, key) = certificates.GetOrIssue(client);
        members["certificate"] = certificate;
        members["key"] = key;
    }
}
