using BtpEmulator.Xsuaa;
using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator.ServiceManager;

/// <summary>Creates the OAuth client of a new binding.</summary>
internal static class BoundClient
{
    public static OAuthClient Create(string xsAppName, IEnumerable<string> scopes, IReadOnlyList<string> grantTypes, bool withCertificate)
    {
        string instance = Guid.NewGuid().ToString();
        return new OAuthClient
        {
            XsAppName = xsAppName,
            Secret = withCertificate ? null : $"{instance}$fake+bound/secret&%:{Guid.NewGuid():N}=",
            CertificateName = withCertificate ? instance : null,
            InstanceId = instance,
            GrantTypes = grantTypes,
            Scopes = grantTypes.Contains(ClientCredentialsHandler.Name) ? ["uaa.resource", .. scopes] : [.. scopes],
        };
    }
}
