using System.Security.Cryptography;

namespace TokenModule;

/// <summary>Reads a public key from a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), which netstandard2.0 cannot do.</summary>
internal static class PublicKeyInfoExtensions
{
    private const byte Integer = 0x02;
    private const byte BitString = 0x03;
    private const byte ObjectIdentifier = 0x06;
    private const byte Sequence = 0x30;

    // The first byte of a point with both coordinates (RFC 5480 section 2.2).
    private const byte Uncompressed = 0x04;

    // The object identifier 1.2.840.113549.1.1.1 with tag and length.
    private static readonly byte[] RsaEncryption = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    // The object identifiers 1.2.840.10045.3.1.7, 1.3.132.0.34 and 1.3.132.0.35 (RFC 5480 section 2.1.1.1).
    private static readonly byte[] P256 = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
    private static readonly byte[] P384 = [0x2B, 0x81, 0x04, 0x00, 0x22];
    private static readonly byte[] P521 = [0x2B, 0x81, 0x04, 0x00, 0x23];

    public static void ImportSubjectPublicKeyInfo(this RSA rsa, ReadOnlySpan<byte> info, out int bytesRead)
    {
        bytesRead = info.Length;
        ReadOnlySpan<byte> body = ReadElement(ref info, Sequence);
        if (!ReadElement(ref body, Sequence).StartsWith(RsaEncryption))
            throw new CryptographicException("The public key is not an RSA key.");

        // The first byte of a bit string is the number of unused bits.
        ReadOnlySpan<byte> bits = ReadElement(ref body, BitString).Slice(1);
        ReadOnlySpan<byte> key = ReadElement(ref bits, Sequence);
        byte[] modulus = TrimSignByte(ReadElement(ref key, Integer));
        byte[] exponent = TrimSignByte(ReadElement(ref key, Integer));
        rsa.ImportParameters(new RSAParameters { Modulus = modulus, Exponent = exponent });
    }

    public static void ImportSubjectPublicKeyInfo(this ECDsa ecdsa, ReadOnlySpan<byte> info, out int bytesRead)
    {
        bytesRead = info.Length;
        ReadOnlySpan<byte> body = ReadElement(ref info, Sequence);
        ReadOnlySpan<byte> algorithm = ReadElement(ref body, Sequence);
        ReadElement(ref algorithm, ObjectIdentifier);
        ECCurve curve = SelectCurve(ReadElement(ref algorithm, ObjectIdentifier));
        ReadOnlySpan<byte> point = ReadElement(ref body, BitString).Slice(1);
        if (point.Length < 3 || point[0] != Uncompressed || (point.Length & 1) == 0)
            throw CreateDamagedKeyError();

        int coordinateLength = point.Length / 2;
        ECPoint coordinates = new() { X = point.Slice(1, coordinateLength).ToArray(), Y = point.Slice(1 + coordinateLength).ToArray() };
        ecdsa.ImportParameters(new ECParameters { Curve = curve, Q = coordinates });
    }

    private static ECCurve SelectCurve(ReadOnlySpan<byte> identifier)
    {
        return identifier.SequenceEqual(P256) ? ECCurve.NamedCurves.nistP256
            : identifier.SequenceEqual(P384) ? ECCurve.NamedCurves.nistP384
            : identifier.SequenceEqual(P521) ? ECCurve.NamedCurves.nistP521
            : throw new CryptographicException("The curve of the key is not P-256, P-384 or P-521.");
    }

    private static ReadOnlySpan<byte> ReadElement(ref ReadOnlySpan<byte> der, byte tag)
    {
        if (der.Length < 2 || der[0] != tag)
            throw CreateDamagedKeyError();

        int size = der[1] < 0x80 ? 0 : der[1] & 0x7F;
        if (size > 3 || der.Length < 2 + size)
            throw CreateDamagedKeyError();

        int length = size == 0 ? der[1] : 0;
        foreach (byte digit in der.Slice(2, size))
        {
            length = (length << 8) | digit;
        }

        if (der.Length - 2 - size < length || length == 0)
            throw CreateDamagedKeyError();

        ReadOnlySpan<byte> value = der.Slice(2 + size, length);
        der = der.Slice(2 + size + length);
        return value;
    }

    // A leading zero byte marks the number as positive.
    private static byte[] TrimSignByte(ReadOnlySpan<byte> number) => (number[0] == 0 ? number.Slice(1) : number).ToArray();

    private static CryptographicException CreateDamagedKeyError() => new("The public key is damaged.");
}
