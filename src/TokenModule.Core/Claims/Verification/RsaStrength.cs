using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>
/// Checks the strength of RSA keys. RFC 7518 section 3.3 requires 2048 bits. Attacks exist on exponents below 65537 when the padding is
/// checked incorrectly.
/// </summary>
internal static class RsaStrength
{
    private const int MinimumBits = 2048;

    // A longer key only costs time, and some systems do not support it.
    private const int MaximumBits = 16384;

    /// <exception cref="CryptographicException">The key is too weak or incomplete.</exception>
    public static void RequireStrong(RSAParameters parameters)
    {
        ReadOnlySpan<byte> modulus = TrimLeadingZeros(parameters.Modulus);
        ReadOnlySpan<byte> exponent = TrimLeadingZeros(parameters.Exponent);
        if (CountBits(modulus) is < MinimumBits or > MaximumBits)
            throw new CryptographicException($"An RSA key must have {MinimumBits} to {MaximumBits} bits.");
        if (RocaWeakness.IsPresent(modulus))
            throw new CryptographicException("The RSA key has the ROCA weakness (CVE-2017-15361).");
        if (CountBits(exponent) < 17 || (exponent[exponent.Length - 1] & 1) == 0)
            throw new CryptographicException("The exponent of an RSA key must be odd and at least 65537.");
    }

    // Leading zeros do not change the number.
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
