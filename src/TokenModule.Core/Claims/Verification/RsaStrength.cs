using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>How strong an RSA key has to be: RFC 7518 (3.3) wants 2048 bits, and an exponent below 65537 has been broken where padding was checked badly.</summary>
internal static class RsaStrength
{
    private const int MinimumBits = 2048;

    // More only costs time, and systems refuse to work with it.
    private const int MaximumBits = 16384;

    /// <exception cref="CryptographicException">It is weaker than that, or no key at all.</exception>
    public static void RequireStrong(RSAParameters parameters)
    {
        ReadOnlySpan<byte> modulus = TrimLeadingZeros(parameters.Modulus);
        ReadOnlySpan<byte> exponent = TrimLeadingZeros(parameters.Exponent);
        if (CountBits(modulus) is < MinimumBits or > MaximumBits)
            throw new CryptographicException($"An RSA key needs {MinimumBits} to {MaximumBits} bits.");
        if (CountBits(exponent) < 17 || (exponent[exponent.Length - 1] & 1) == 0)
            throw new CryptographicException("The exponent of an RSA key has to be odd, and 65537 or more.");
    }

    // Zeros before the number add nothing to it.
    private static ReadOnlySpan<byte> TrimLeadingZeros(byte[]? number)
    {
        ReadOnlySpan<byte> digits = number;
        while (!digits.IsEmpty && digits[0] == 0)
        {
            digits = digits.Slice(1);
        }

        return digits;
    }

    private static int CountBits(ReadOnlySpan<byte> digits)
    {
        int bits = digits.Length * 8;
        for (int first = digits.IsEmpty ? 0x80 : digits[0]; first < 0x80; first <<= 1)
        {
            bits--;
        }

        return bits;
    }
}
