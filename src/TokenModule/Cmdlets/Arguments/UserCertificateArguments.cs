using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts the parameters of Get-OAuthToken for a technical user with a certificate.</summary>
internal static class UserCertificateArguments
{
    /// <exception cref="TokenRequestException">A parameter is missing, or the URL is not https.</exception>
    /// <exception cref="ServiceKeyException">The certificate cannot be used.</exception>
    public static UserCertificateGrant? CreateGrantOrDefault(GrantCmdlet cmdlet)
    {
        bool hasCertificate = cmdlet.UserCertificate.Length > 0;
        if (!hasCertificate && cmdlet.UserName is null && cmdlet.IdentityProvider is null && cmdlet.CertificatePassword is null)
            return null;
        if (!hasCertificate || cmdlet.UserName is null || cmdlet.IdentityProvider is null)
        {
            throw CreateError(
                "A sign-in with a certificate requires three parameters.",
                "Use -UserCertificate, -UserName and -IdentityProvider together.");
        }

        if (KeyAddress.DescribeErrorOrDefault(cmdlet.IdentityProvider) is { } error)
            throw CreateError($"-IdentityProvider {error}.", "Pass the URL of the tenant, such as https://acme.accounts.ondemand.com.");

        Secret? password = cmdlet.CertificatePassword is null ? null : new Secret(cmdlet.CertificatePassword);
        ClientCertificate certificate = CertificateArgument.Load(cmdlet, "-UserCertificate", cmdlet.UserCertificate, password);
        return new UserCertificateGrant(cmdlet.UserName, certificate, cmdlet.IdentityProvider);
    }

    private static TokenRequestException CreateError(string what, string action)
    {
        return new TokenRequestException(Failure.GrantRejected, $"{what} The request was not sent.", action);
    }
}
