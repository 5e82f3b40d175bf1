using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;

namespace TokenModule.Checks;

/// <summary>Tries a key out, from its text to its endpoints: a row for each check. Secrets go to the token endpoint alone.</summary>
internal sealed class ServiceKeyTest(ITokenSource tokens, HttpTransport transport, TimeProvider clock)
{
    /// <summary>The rows of a key that could not be read.</summary>
    public static IReadOnlyList<ServiceKeyCheck> DescribeUnreadableKey(ServiceKeyException error)
    {
        bool isPlaceholder = error.Failure == Failure.ServiceKeyPlaceholder;
        bool isCertificate = error.Failure == Failure.CertificateInvalid;
        ServiceKeyCheck failed = new(error.KeySource, isPlaceholder ? "Placeholders" : isCertificate ? "Certificate" : "Shape", CheckResult.Failed, error.KeySource, error.Message);
        return isPlaceholder || isCertificate ? [new(error.KeySource, "Shape", CheckResult.Passed, error.KeySource, "It is a service key."), failed] : [failed];
    }

    /// <summary>Each row as soon as it is known.</summary>
    public async IAsyncEnumerable<ServiceKeyCheck> RunAsync(ServiceKey key, NetworkOptions network, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new(key.Name, "Shape", CheckResult.Passed, key.Source, $"A key of the kind {key.Kind} with {DescribeCredential(key)}.");
        yield return new(key.Name, "Placeholders", CheckResult.Passed, key.Source, "None is left in it.");
        yield return CheckCertificate(key);

        string host = key.TokenUrl.Host;
        ServiceKeyCheck dns = await CheckDnsAsync(key, network, cancellationToken).ConfigureAwait(false);
        yield return dns;
        bool canConnect = dns.Result != CheckResult.Failed;
        yield return key.TokenUrl.IsLoopback && key.TokenUrl.Scheme == Uri.UriSchemeHttp ? CreateSkipped(key, "Tls", host, "This machine itself needs none.")
            : canConnect ? await CheckConnectionAsync(key, "Tls", key.TokenUrl, network, cancellationToken).ConfigureAwait(false)
            : CreateSkipped(key, "Tls", host, "The host was not found.");
        yield return canConnect ? await CheckTokenAsync(key, network, cancellationToken).ConfigureAwait(false) : CreateSkipped(key, "Token", host, "The host was not found.");
        foreach (KeyValuePair<string, Uri> endpoint in key.Endpoints)
        {
            ServiceKeyCheck row = await CheckConnectionAsync(key, "Endpoint", endpoint.Value, network, cancellationToken).ConfigureAwait(false);
            yield return new(row.Key, row.Check, row.Result, row.Target, $"{endpoint.Key}: {row.Message}");
        }
    }

    private ServiceKeyCheck CheckCertificate(ServiceKey key)
    {
        if (key.Credential is not ClientCertificate certificate)
            return CreateSkipped(key, "Certificate", key.Source, "The key has no certificate.");

        DateTimeOffset now = clock.GetUtcNow();
        (CheckResult result, string message) = now >= certificate.ExpiresAt ? (CheckResult.Failed, "It has ended: create a new key.")
            : now < certificate.ValidFrom ? (CheckResult.Failed, "It is not valid yet: check this machine's clock.")
            : certificate.ExpiresAt - now < TimeSpan.FromDays(1) ? (CheckResult.Warning, "It ends within a day: create a new key before that.")
            : (CheckResult.Passed, "It is valid, and the private key belongs to it.");
        return new ServiceKeyCheck(key.Name, "Certificate", result, certificate.Subject, $"{message} Valid from {certificate.ValidFrom.ToLocalTime():yyyy-MM-dd HH:mm} to {certificate.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}.");
    }

    private static string DescribeCredential(ServiceKey key) => key.Credential switch
    {
        ClientCertificate => "a certificate",
        PublicClient => "a public client",
        MissingCredential => "a credential that it does not contain",
        _ => "a secret",
    };

    private static async Task<ServiceKeyCheck> CheckDnsAsync(ServiceKey key, NetworkOptions network, CancellationToken cancellationToken)
    {
        string host = key.TokenUrl.Host;
        if (!network.Proxy.ToWebProxy().IsBypassed(key.TokenUrl))
            return CreateSkipped(key, "Dns", host, "The proxy looks it up.");

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return new ServiceKeyCheck(key.Name, "Dns", CheckResult.Passed, host, $"Found, at {addresses[0]}.");
        }
        catch (SocketException)
        {
            return new ServiceKeyCheck(key.Name, "Dns", CheckResult.Failed, host, "No such host is known. Check the url in the key, and the network.");
        }
    }

    // Whatever it answers to a request without a token, it is there.
    private async Task<ServiceKeyCheck> CheckConnectionAsync(ServiceKey key, string check, Uri address, NetworkOptions network, CancellationToken cancellationToken)
    {
        Uri origin = new(address.GetLeftPart(UriPartial.Authority));
        try
        {
            TransportRequest call = new(HttpMethod.Get, origin) { Resend = ResendPolicy.Always, Network = network };
            TransportResponse answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
            return new ServiceKeyCheck(key.Name, check, CheckResult.Passed, origin.Authority, $"It answers ({answer.StatusCode}).");
        }
        catch (TransportException e) when (e.Failure is Failure.RedirectRefused)
        {
            return new ServiceKeyCheck(key.Name, check, CheckResult.Passed, origin.Authority, $"It answers ({e.StatusCode}).");
        }
        catch (TransportException e)
        {
            return new ServiceKeyCheck(key.Name, check, CheckResult.Failed, origin.Authority, e.Message);
        }
    }

    private async Task<ServiceKeyCheck> CheckTokenAsync(ServiceKey key, NetworkOptions network, CancellationToken cancellationToken)
    {
        try
        {
            OAuthToken token = await tokens.GetTokenAsync(TokenRequest.FromKey(key) with { NoCache = true, Network = network }, cancellationToken).ConfigureAwait(false);
            return new ServiceKeyCheck(key.Name, "Token", CheckResult.Passed, key.TokenUrl.Authority, $"A token for {token.UserName ?? token.ClientId} with {token.Scopes.Count} scopes, good until {token.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}.");
        }
        catch (TokenRequestException e) when (e.Failure == Failure.CredentialRequired)
        {
            return CreateSkipped(key, "Token", key.TokenUrl.Authority, e.Message);
        }
        catch (BtpException e)
        {
            return new ServiceKeyCheck(key.Name, "Token", CheckResult.Failed, key.TokenUrl.Authority, e.Message);
        }
    }

    private static ServiceKeyCheck CreateSkipped(ServiceKey key, string check, string target, string why) => new(key.Name, check, CheckResult.Skipped, target, why);
}
