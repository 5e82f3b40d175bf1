using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.Tokens;

namespace TokenModule.Checks;

/// <summary>Tests a service key: its text, its certificate, its hosts and its token. Secrets are sent only to the token endpoint.</summary>
internal sealed class ServiceKeyTest(ITokenSource tokens, HttpTransport transport, TimeProvider clock)
{
    /// <summary>Returns the checks of a key that could not be read.</summary>
    public static IReadOnlyList<ServiceKeyCheck> DescribeUnreadableKey(ServiceKeyException error)
    {
        bool isPlaceholder = error.Failure == Failure.ServiceKeyPlaceholder;
        bool isCertificate = error.Failure == Failure.CertificateInvalid;
        string check = isPlaceholder ? "Placeholders" : isCertificate ? "Certificate" : "Shape";
        ServiceKeyCheck failed = new(error.KeySource, check, CheckResult.Failed, error.KeySource, error.Message);
        if (!isPlaceholder && !isCertificate)
            return [failed];

        return [new(error.KeySource, "Shape", CheckResult.Passed, error.KeySource, "The input is a service key."), failed];
    }

    /// <summary>Runs the checks and returns each result as soon as it is known.</summary>
    public async IAsyncEnumerable<ServiceKeyCheck> RunAsync(
        ServiceKey key, NetworkOptions network, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string kind = $"The key is of the kind {key.Kind} and has {DescribeCredential(key)}.";
        yield return new(key.Name, "Shape", CheckResult.Passed, key.Source, kind);
        yield return new(key.Name, "Placeholders", CheckResult.Passed, key.Source, "The key contains no placeholders.");
        yield return CheckCertificate(key);

        string host = key.TokenUrl.Host;
        ServiceKeyCheck dns = await CheckDnsAsync(key, network, cancellationToken).ConfigureAwait(false);
        yield return dns;
        bool canConnect = dns.Result != CheckResult.Failed;
        bool isLocal = key.TokenUrl.IsLoopback && key.TokenUrl.Scheme == Uri.UriSchemeHttp;
        yield return isLocal ? CreateSkipped(key, "Tls", host, "Connections to this computer do not use TLS.")
            : canConnect ? await CheckConnectionAsync(key, "Tls", key.TokenUrl, network, cancellationToken).ConfigureAwait(false)
            : CreateSkipped(key, "Tls", host, "The host was not found.");
        if (key.Credential is ClientAssertion assertion)
            yield return await CheckAssertionAsync(key, assertion, network, cancellationToken).ConfigureAwait(false);
        yield return canConnect
            ? await CheckTokenAsync(key, network, cancellationToken).ConfigureAwait(false)
            : CreateSkipped(key, "Token", host, "The host was not found.");
        foreach (KeyValuePair<string, Uri> endpoint in key.Endpoints)
        {
            ServiceKeyCheck check = await CheckConnectionAsync(key, "Endpoint", endpoint.Value, network, cancellationToken)
                .ConfigureAwait(false);
            yield return check with { Message = $"{endpoint.Key}: {check.Message}" };
        }
    }

    private ServiceKeyCheck CheckCertificate(ServiceKey key)
    {
        if (key.Credential is not ClientCertificate certificate)
            return CreateSkipped(key, "Certificate", key.Source, "The key has no certificate.");

        DateTimeOffset now = clock.GetUtcNow();
        (CheckResult result, string message) =
            now >= certificate.ExpiresAt ? (CheckResult.Failed, "The certificate has expired. Create a new key.")
            : now < certificate.ValidFrom ? (CheckResult.Failed, "The certificate is not yet valid. Check the clock of this computer.")
            : certificate.ExpiresAt - now < TimeSpan.FromDays(1)
                ? (CheckResult.Warning, "The certificate expires within a day. Create a new key before then.")
            : (CheckResult.Passed, "The certificate is valid and matches its private key.");
        string start = InvariantText.FormatMinute(certificate.ValidFrom);
        string period = $"Valid from {start} to {InvariantText.FormatMinute(certificate.ExpiresAt)}.";
        return new ServiceKeyCheck(key.Name, "Certificate", result, certificate.Subject, $"{message} {period}");
    }

    private static string DescribeCredential(ServiceKey key) => key.Credential switch
    {
        ClientCertificate => "a certificate",
        ClientAssertion assertion => $"a client assertion from {assertion.Source.Name}",
        PublicClient => "a public client without a secret",
        MissingCredential => "no credential",
        _ => "a secret",
    };

    private static async Task<ServiceKeyCheck> CheckDnsAsync(ServiceKey key, NetworkOptions network, CancellationToken cancellationToken)
    {
        string host = key.TokenUrl.Host;
        if (network.Proxy.FindProxyOrDefault(key.TokenUrl) is not null)
            return CreateSkipped(key, "Dns", host, "The proxy resolves the name of the host.");

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return new ServiceKeyCheck(key.Name, "Dns", CheckResult.Passed, host, $"The host was found at {addresses[0]}.");
        }
        catch (SocketException)
        {
            return new ServiceKeyCheck(
                key.Name, "Dns", CheckResult.Failed, host, "The host was not found. Check the url in the key, and the network.");
        }
    }

    // Any response to a request without a token shows that the server is reachable.
    private async Task<ServiceKeyCheck> CheckConnectionAsync(
        ServiceKey key, string check, Uri address, NetworkOptions network, CancellationToken cancellationToken)
    {
        Uri origin = new(address.GetLeftPart(UriPartial.Authority));
        try
        {
            TransportRequest call = new(HttpMethod.Get, origin) { Resend = ResendPolicy.Always, Network = network };
            TransportResponse response = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
            string message = $"The server responded ({response.StatusCode}).";
            return new ServiceKeyCheck(key.Name, check, CheckResult.Passed, origin.Authority, message);
        }
        catch (TransportException e) when (e.Failure is Failure.RedirectRefused)
        {
            return new ServiceKeyCheck(key.Name, check, CheckResult.Passed, origin.Authority, $"The server responded ({e.StatusCode}).");
        }
        catch (TransportException e)
        {
            return new ServiceKeyCheck(key.Name, check, CheckResult.Failed, origin.Authority, e.Message);
        }
    }

    // The administrator of the tenant needs these values before the first token can be requested.
    private async Task<ServiceKeyCheck> CheckAssertionAsync(
        ServiceKey key, ClientAssertion credential, NetworkOptions network, CancellationToken cancellationToken)
    {
        string source = credential.Source.Name;
        try
        {
            AssertionRequest request = new(key.ClientId, credential.GetAudience(key.TokenUrl), transport, network, clock);
            Secret assertion = await credential.Source.CreateAssertionAsync(request, cancellationToken).ConfigureAwait(false);
            return TokenClaims.ParseOrDefault(assertion) is { } claims
                ? new(key.Name, "Assertion", CheckResult.Passed, source, $"The tenant must trust {AssertionClaims.Describe(claims)}.")
                : new(key.Name, "Assertion", CheckResult.Warning, source, "The assertion is not a readable JWT.");
        }
        catch (BtpException e)
        {
            return new ServiceKeyCheck(key.Name, "Assertion", CheckResult.Failed, source, e.Message);
        }
    }

    private async Task<ServiceKeyCheck> CheckTokenAsync(ServiceKey key, NetworkOptions network, CancellationToken cancellationToken)
    {
        try
        {
            TokenRequest request = TokenRequest.FromKey(key) with { NoCache = true, Network = network };
            OAuthToken token = await tokens.GetTokenAsync(request, cancellationToken).ConfigureAwait(false);
            string message = $"The server issued a token for {token.UserName ?? token.ClientId} with {token.Scopes.Count} scopes, "
                + $"valid until {InvariantText.FormatMinute(token.ExpiresAt)}.";
            return new ServiceKeyCheck(key.Name, "Token", CheckResult.Passed, key.TokenUrl.Authority, message);
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

    private static ServiceKeyCheck CreateSkipped(ServiceKey key, string check, string target, string reason)
    {
        return new ServiceKeyCheck(key.Name, check, CheckResult.Skipped, target, reason);
    }
}
