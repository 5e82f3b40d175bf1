using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TokenModule.Http;

/// <summary>Accepts the certificates that the operating system accepts, and describes why a certificate is refused.</summary>
internal static class ServerCertificateCheck
{
    /// <summary>Returns true for a certificate that the operating system accepts. The decision is never changed here.</summary>
    /// <exception cref="RefusedCertificateException">The certificate is refused.</exception>
    public static bool RequireValid(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.None)
            throw Describe(sender, certificate, chain, errors);
        return errors == SslPolicyErrors.None;
    }

    private static RefusedCertificateException Describe(
        object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf)
            return new RefusedCertificateException("the server sent no certificate", isUntrusted: false);
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return DescribeChain(leaf, chain);

        string? host = sender is HttpRequestMessage message ? message.RequestUri?.Host : (sender as SslStream)?.TargetHostName;
        return new RefusedCertificateException(DescribeNames(leaf, host), isUntrusted: false);
    }

    private static string DescribeNames(X509Certificate2 leaf, string? host)
    {
        IReadOnlyList<string> names = CertificateNames.ReadNames(leaf);
        return $"its certificate is for {NameList.JoinQuoted(names)}, not for {(string.IsNullOrEmpty(host) ? "this host" : $"'{host}'")}";
    }

    private static RefusedCertificateException DescribeChain(X509Certificate2 leaf, X509Chain? chain)
    {
        // The runtime has compared the certificate with the clock of this computer, not with a clock of the caller.
        DateTime now = TimeProvider.System.GetLocalNow().DateTime;
        X509ChainStatusFlags flags =
            (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        X509Certificate2[] certificates =
            [leaf, .. (chain?.ChainElements.Cast<X509ChainElement>() ?? []).Select(e => e.Certificate).Skip(1)];
        X509Certificate2 last = certificates[certificates.Length - 1];
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid) && certificates.FirstOrDefault(c => now > c.NotAfter) is { } old)
            return new RefusedCertificateException($"{DescribeCertificate(old)} expired on {FormatTime(old.NotAfter)}", isUntrusted: false);
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid) && certificates.FirstOrDefault(c => now < c.NotBefore) is { } early)
        {
            return new RefusedCertificateException(
                $"{DescribeCertificate(early)} is not valid before {FormatTime(early.NotBefore)}", isUntrusted: false);
        }

        if (flags.HasFlag(X509ChainStatusFlags.Revoked))
            return new RefusedCertificateException("its certificate was revoked", isUntrusted: false);
        if (leaf.Subject == leaf.Issuer)
        {
            return new RefusedCertificateException(
                $"its certificate ({Clean(leaf.Subject)}) is self-signed, and this computer does not trust it", isUntrusted: true);
        }

        if (flags.HasFlag(X509ChainStatusFlags.UntrustedRoot))
        {
            return new RefusedCertificateException(
                $"this computer does not trust the root certificate '{Clean(last.Subject)}'", isUntrusted: true);
        }

        if (flags.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            return new RefusedCertificateException(
                $"this computer does not know the issuer '{Clean(last.Issuer)}' of its certificate", isUntrusted: true);
        }

        return new RefusedCertificateException($"its certificate is not valid ({flags})", isUntrusted: false);

        string DescribeCertificate(X509Certificate2 certificate)
        {
            return ReferenceEquals(certificate, leaf)
                ? "its certificate"
                : $"the certificate of its issuer '{Clean(certificate.Subject)}'";
        }
    }

    private static string FormatTime(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Clean(string name) => ServerText.Clean(name);
}
