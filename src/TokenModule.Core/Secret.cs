using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace TokenModule;

/// <summary>A value that must not be shown. <see cref="Reveal"/> is its only door, for the places where bytes leave.</summary>
internal sealed class Secret(string value)
{
    // A key made anew in every process: a fingerprint that leaks tells nothing and matches nothing.
    private static readonly byte[] FingerprintKey = RandomNumberGenerator.GetBytes(32);

    public Secret(SecureString value)
        : this(new NetworkCredential(string.Empty, value).Password)
    {
    }

    /// <summary>Tells two secrets apart without holding either.</summary>
    public string Fingerprint => field ??= ComputeFingerprint(value);

    public string Reveal() => value;

    public SecureString ToSecureString()
    {
        SecureString secure = new();
        foreach (char c in value)
        {
            secure.AppendChar(c);
        }

        secure.MakeReadOnly();
        return secure;
    }

    public override string ToString() => "***";

    private static string ComputeFingerprint(string value) => Convert.ToBase64String(HMACSHA256.HashData(FingerprintKey, Encoding.UTF8.GetBytes(value)));
}
