using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace TokenModule;

/// <summary>
/// A value that must not be shown. Only <see cref="Reveal"/> and <see cref="ToSecureString"/> return it, for code that sends it.
/// </summary>
internal sealed class Secret(string value)
{
    // Each process has its own random key. A fingerprint that leaks cannot be compared with anything outside the process.
    private static readonly byte[] FingerprintKey = RandomNumberGenerator.GetBytes(32);

    public Secret(SecureString value)
        : this(new NetworkCredential(string.Empty, value).Password)
    {
    }

    /// <summary>A keyed hash of the value. Equal secrets have equal fingerprints, and the value cannot be computed from it.</summary>
    public string Fingerprint => field ??= ComputeFingerprint(value);

    /// <summary>The number of characters.</summary>
    public int Length => value.Length;

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

    private static string ComputeFingerprint(string value)
    {
        return Convert.ToBase64String(HMACSHA256.HashData(FingerprintKey, Encoding.UTF8.GetBytes(value)));
    }
}
