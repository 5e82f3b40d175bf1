using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts the parameters that supply the credential of a key.</summary>
internal sealed class SuppliedCredential(CredentialCmdlet cmdlet)
{
    private const string Source = "the parameters";

    private readonly Secret? password = cmdlet.CertificatePassword is null ? null : new Secret(cmdlet.CertificatePassword);

    /// <returns>The credential, or null when no parameter supplies one.</returns>
    /// <exception cref="ServiceKeyException">There are two credentials, or the credential cannot be used.</exception>
    public ClientCredential? CreateOrDefault()
    {
        (string Name, Func<ClientCredential> Create)[] supplied = [.. EnumerateCredentials()];
        if (supplied.Length > 1)
        {
            string names = string.Join(" and ", supplied.Select(credential => credential.Name));
            throw CreateError(Failure.ServiceKeyAmbiguous, $"A key has one credential. Use only one of {names}.");
        }

        RequireCompanion("-CertificatePassword", cmdlet.CertificatePassword, "-Certificate", "-ClientKey");
        RequireCompanion("-KeyId", cmdlet.KeyId, "-ClientKey");
        RequireCompanion("-ClientKeyAlgorithm", cmdlet.ClientKeyAlgorithm, "-ClientKey");
        RequireCompanion("-ServiceConnectionId", cmdlet.ServiceConnectionId, "-WorkloadIdentity");
        RequireCompanion("-AssertionAudience", cmdlet.AssertionAudience, [.. AssertionParameters, "-ClientKey"]);
        return supplied.Length == 0 ? null : supplied[0].Create();

        void RequireCompanion(string parameter, object? value, params string[] companions)
        {
            if (value is null || companions.Contains(supplied.FirstOrDefault().Name))
                return;

            string list = string.Join(" or ", companions);
            throw CreateError(Failure.ServiceKeyInvalid, $"{parameter} belongs to {list}. Use them together, or omit {parameter}.");
        }
    }

    private static string[] AssertionParameters =>
        ["-WorkloadIdentity", "-AssertionVariable", "-AssertionPath", "-ClientAssertion"];

    // An explicit source of the assertion has precedence over the detected one.
    private IEnumerable<(string Name, Func<ClientCredential> Create)> EnumerateCredentials()
    {
        if (cmdlet.ClientSecret is { } secret)
            yield return ("-ClientSecret", () => new ClientSecret(new Secret(secret)));
        if (cmdlet.Certificate.Length > 0)
            yield return ("-Certificate", () => CertificateArgument.Load(cmdlet, "-Certificate", cmdlet.Certificate, password));
        if (cmdlet.ClientKey is { } key)
            yield return ("-ClientKey", () => CreateAssertion(new SignedAssertionSource(LoadKey(key))));
        if (cmdlet.AssertionVariable is { } variable)
            yield return ("-AssertionVariable", () => CreateAssertion(new VariableAssertionSource(variable)));
        if (cmdlet.AssertionPath is { } path)
            yield return ("-AssertionPath", () => CreateAssertion(new FileAssertionSource(KeyPath.ResolveLiteral(cmdlet, path))));
        if (cmdlet.ClientAssertion is { } script)
            yield return ("-ClientAssertion", () => CreateAssertion(AssertionScript.CreateSource(script)));

        bool hasSource = (cmdlet.AssertionVariable ?? cmdlet.AssertionPath ?? (object?)cmdlet.ClientAssertion) is not null;
        if (cmdlet.WorkloadIdentity && !hasSource)
            yield return ("-WorkloadIdentity", () => CreateAssertion(new WorkloadIdentity(cmdlet.ServiceConnectionId).DetectSource()));
    }

    private ClientAssertion CreateAssertion(AssertionSource source)
    {
        if (cmdlet.AssertionAudience is { } audience && source is AzurePipelinesAssertionSource
            && audience != AzurePipelinesAssertionSource.FixedAudience)
        {
            throw CreateError(
                Failure.ServiceKeyInvalid,
                "Azure Pipelines issues assertions for one audience only. Omit -AssertionAudience, and let the tenant trust the audience "
                    + $"'{AzurePipelinesAssertionSource.FixedAudience}'.");
        }

        return new ClientAssertion(source, cmdlet.AssertionAudience);
    }

    private ClientSigningKey LoadKey(object argument)
    {
        object value = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        if (value is X509Certificate2 certificate)
            return UseKey(certificate);

        string? path = value is FileInfo file ? file.FullName : value as string;
        return path is null
            ? throw CreateError(
                Failure.CertificateInvalid,
                "-ClientKey accepts the path of a file with a private key, or a certificate with its private key.")
            : new ClientSigningKeyFile(KeyPath.ResolveLiteral(cmdlet, path), password, cmdlet.ClientKeyAlgorithm, cmdlet.KeyId).Read();
    }

    private ClientSigningKey UseKey(X509Certificate2 certificate)
    {
        try
        {
            return ClientSigningKey.Create(
                ClientSigningKeyFile.GetPrivateKey(certificate), cmdlet.ClientKeyAlgorithm, cmdlet.KeyId, certificate);
        }
        catch (CryptographicException e)
        {
            throw new ServiceKeyException(
                Failure.CertificateInvalid, "-ClientKey", $"{e.Message} Pass a certificate with its private key (RSA or P-256).", e);
        }
    }

    private static ServiceKeyException CreateError(Failure failure, string message) => new(failure, Source, message);
}
