using System.Management.Automation;
using System.Security;
using TokenModule.Cmdlets.Arguments;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Cmdlets;

/// <summary>The base class of a cmdlet whose parameters supply the credential of a key that does not contain it.</summary>
public abstract class CredentialCmdlet : AsyncCmdlet
{
    /// <summary>The client secret of a key that does not contain it.</summary>
    [Parameter(HelpMessage = "The client secret of a key that does not contain it, as a SecureString.")]
    [SecretArgument]
    public SecureString? ClientSecret { get; set; }

    /// <summary>
    /// The client certificate of a key that does not contain it: certificates, the first with its private key, followed by the intermediate
    /// certificates that the server does not know; or the path of a PEM or PKCS#12 file; or a thumbprint of the user's personal store.
    /// </summary>
    [Parameter(HelpMessage = "The client certificate of a key that does not contain it.")]
    [ValidateNotNullOrEmpty]
    public object[] Certificate { get; set; } = [];

    /// <summary>The password of the file of -Certificate or -ClientKey.</summary>
    [Parameter(HelpMessage = "The password of the file of -Certificate or -ClientKey.")]
    [SecretArgument]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Authenticates the client with the identity of the CI job or the pod. The key needs no secret.</summary>
    [Parameter(HelpMessage = "Authenticates the client with the identity that the platform gives to the running job.")]
    public SwitchParameter WorkloadIdentity { get; set; }

    /// <summary>The id of a service connection of Azure Pipelines, which then is the subject of the assertions.</summary>
    [Parameter(HelpMessage = "The id of a service connection of Azure Pipelines.")]
    [ValidatePattern("^[0-9A-Fa-f-]{32,36}$")]
    public string? ServiceConnectionId { get; set; }

    /// <summary>The environment variable that contains the assertion. It is read again for each token request.</summary>
    [Parameter(HelpMessage = "The name of an environment variable that contains an assertion.")]
    [ValidateNotNullOrEmpty]
    public string? AssertionVariable { get; set; }

    /// <summary>The file that contains the assertion. It is read again for each token request.</summary>
    [Parameter(HelpMessage = "The path of a file that contains an assertion.")]
    [ValidateNotNullOrEmpty]
    public string? AssertionPath { get; set; }

    /// <summary>A script that returns an assertion for the audience in its parameter. It runs for each token request.</summary>
    [Parameter(HelpMessage = "A script that returns an assertion as a string or SecureString.")]
    [ValidateNotNull]
    public ScriptBlock? ClientAssertion { get; set; }

    /// <summary>The audience of the assertions. The default is the issuer URL of the tenant.</summary>
    [Parameter(HelpMessage = "The audience of the assertions.")]
    [ValidateNotNullOrEmpty]
    public string? AssertionAudience { get; set; }

    /// <summary>
    /// The private key that signs assertions (private_key_jwt): the path of a PEM, PKCS#12 or JWK file, or a certificate with its private
    /// key.
    /// </summary>
    [Parameter(HelpMessage = "The private key with which the client signs its own assertions: a file or a certificate.")]
    [ValidateNotNull]
    public object? ClientKey { get; set; }

    /// <summary>The id of the public key at the server.</summary>
    [Parameter(HelpMessage = "The id (kid) of the public key at the server.")]
    [ValidateNotNullOrEmpty]
    public string? KeyId { get; set; }

    /// <summary>The algorithm of the signatures. The default is RS256 for RSA keys and ES256 for elliptic curve keys.</summary>
    [Parameter(HelpMessage = "The algorithm of the signatures: RS256, PS256 or ES256.")]
    [ValidateSet("RS256", "PS256", "ES256")]
    public string? ClientKeyAlgorithm { get; set; }

    /// <returns>The credential, or null when no parameter supplies one.</returns>
    private protected ClientCredential? CreateCredential()
    {
        try
        {
            return new SuppliedCredential(this).CreateOrDefault();
        }
        catch (ServiceKeyException e)
        {
            ThrowTerminatingError(ErrorRecords.FromException(e, e.KeySource));
            throw;
        }
    }
}
