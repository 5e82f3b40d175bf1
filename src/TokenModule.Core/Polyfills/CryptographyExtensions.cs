using System.Security.Cryptography;

namespace TokenModule;

/// <summary>Methods for hashes and random bytes that netstandard2.0 does not have.</summary>
internal static class CryptographyExtensions
{
    extension(SHA256)
    {
        public static byte[] HashData(byte[] source)
        {
            using SHA256 hash = SHA256.Create();
            return hash.ComputeHash(source);
        }
    }

    extension(HMACSHA256)
    {
        public static byte[] HashData(byte[] key, byte[] source)
        {
            using HMACSHA256 hash = new(key);
            return hash.ComputeHash(source);
        }
    }

    extension(RandomNumberGenerator)
    {
        public static byte[] GetBytes(int count)
        {
            byte[] bytes = new byte[count];
            using RandomNumberGenerator random = RandomNumberGenerator.Create();
            random.GetBytes(bytes);
            return bytes;
        }
    }
}
