using System.Security.Cryptography;

namespace TokenModule;

/// <summary>.NET Framework cannot read private keys in PEM. The caller reports that.</summary>
internal static class PrivateKeyExtensions
{
    public static void ImportFromPem(this AsymmetricAlgorithm key, ReadOnlySpan<char> text) => throw new PlatformNotSupportedException();

    public static void ImportFromEncryptedPem(this AsymmetricAlgorithm key, ReadOnlySpan<char> text, ReadOnlySpan<char> password)
    {
        throw new PlatformNotSupportedException();
    }
}
