using System.Security.Cryptography;

namespace TokenModule;

/// <summary>Reads an RSA key out of SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), which netstandard2.0 cannot.</summary>
internal static class PublicKeyInfoExtensions
{
    private const byte Integer = 0x02;
    private const byte BitString = 0x03;
    private const byte Sequence = 0x30;

    // 1.2.840.113549.1.1.1 with its tag and length.
    private static readonly byte[] RsaEncryption = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    public static void ImportSubjectPublicKeyInfo(this RSA rsa, ReadOnlySpan<byte> info, out int bytesRead)
    {
        bytesRead = info.Length;
        ReadOnlySpan<byte> body = Take(ref info, Sequence);
        if (!Take(ref body, Sequence).StartsWith(RsaEncryption))
            throw new CryptographicException("The public key is not an RSA key.");

        // The first byte of a bit string counts the bits that are unused.
        ReadOnlySpan<byte> bits = Take(ref body, BitString).Slice(1);
        ReadOnlySpan<byte> key = Take(ref bits, Sequence);
        rsa.ImportParameters(new RSAParameters { Modulus = Unsigned(Take(ref key, Integer)), Exponent = Unsigned(Take(ref key, Integer)) });
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> der, byte tag)
    {
        if (der.Length < 2 || der[0] != tag)
            throw Damaged();

        int size = der[1] < 0x80 ? 0 : der[1] & 0x7F;
        if (size > 3 || der.Length < 2 + size)
            throw Damaged();

        int length = size == 0 ? der[1] : 0;
        foreach (byte digit in der.Slice(2, size))
        {
            length = (length << 8) | digit;
        }

        if (der.Length - 2 - size < length || length == 0)
            throw Damaged();

        ReadOnlySpan<byte> value = der.Slice(2 + size, length);
        der = der.Slice(2 + size + length);
        return value;
    }

    // A zero before the first digit keeps the number positive.
    private static byte[] Unsigned(ReadOnlySpan<byte> number) => (number[0] == 0 ? number.Slice(1) : number).ToArray();

    private static CryptographicException Damaged() => new("The public key is damaged.");
}
