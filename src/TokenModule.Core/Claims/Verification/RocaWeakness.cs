using System.Numerics;

namespace TokenModule.Claims.Verification;

/// <summary>
/// Recognizes RSA keys with the ROCA weakness (CVE-2017-15361). The faulty generator created primes of the form k·M + (65537^a mod M),
/// where M is the product of many small primes. Therefore the modulus is a power of 65537 modulo each of these small primes. The modulus of
/// another generator practically never is.
/// </summary>
internal static class RocaWeakness
{
    private const int Generator = 65537;

    private static readonly int[] Primes =
    [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137,
        139, 149, 151, 157, 163, 167,
    ];

    /// <param name="modulus">The modulus, most significant byte first.</param>
    public static bool IsPresent(ReadOnlySpan<byte> modulus)
    {
        byte[] digits = new byte[modulus.Length + 1];
        for (int i = 0; i < modulus.Length; i++)
        {
            digits[i] = modulus[modulus.Length - 1 - i];
        }

        BigInteger number = new(digits);
        return Primes.All(prime => IsPowerOfGenerator((int)(number % prime), prime));
    }

    private static bool IsPowerOfGenerator(int remainder, int prime)
    {
        int power = 1;
        for (int i = 0; i < prime; i++)
        {
            if (power == remainder)
                return true;

            power = (int)(power * (long)(Generator % prime) % prime);
        }

        return false;
    }
}
