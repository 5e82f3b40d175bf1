using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace TokenModule;

/// <summary>Generates vectors of the kinds that Project Wycheproof has, with the keys of this run.</summary>
internal static class GeneratedJwsVectors
{
    private static readonly byte[][] Payloads = [[], new byte[16], [7], Encoding.UTF8.GetBytes("""{"sub":"me"}""")];
    private static readonly string[] Rsa = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
    private static readonly string[] Curves = ["ES256", "ES384", "ES512"];

    public static IEnumerable<JwsVector> CreateAll() =>
        [.. CreateValid(), .. CreateChanged(), .. CreateConfused(), .. CreatePadded(), .. CreateCurves(), .. CreateKeys()];

    private static IEnumerable<JwsVector> CreateValid()
    {
        foreach (string algorithm in (string[])[.. Rsa, .. Curves])
        {
            for (int i = 0; i < Payloads.Length; i++)
            {
                string content = FormatContent(algorithm, Payloads[i]);
                yield return new($"{algorithm} payload {i}", GetKeySet(algorithm), Join(content, Sign(content, algorithm)), IsValid: true);
            }
        }
    }

    private static IEnumerable<JwsVector> CreateChanged()
    {
        foreach (string algorithm in (string[])["RS256", "PS256", "ES256"])
        {
            string content = FormatContent(algorithm, Payloads[3]);
            byte[] signature = Sign(content, algorithm);
            string jws = Join(content, signature);
            string encoded = Base64Url.EncodeToString(signature);
            byte[] changed = [(byte)(signature[0] ^ 1), .. signature[1..]];
            (string Name, string Jws)[] cases =
            [
                ("modified signature", Join(content, changed)),
                ("missing signature", content + "."),
                ("missing signature and separator", content),
                ("modified payload", Join(FormatContent(algorithm, Payloads[2]), signature)),
                ("missing payload", $"{content.Split('.')[0]}..{encoded}"),
                ("missing payload and separator", $"{content.Split('.')[0]}.{encoded}"),
                ("missing header", $".{content.Split('.')[1]}.{encoded}"),
                ("fourth segment", jws + ".AAAA"),
                ("padding", jws + "=="),
                ("space", jws.Insert(jws.Length - 3, " ")),
                ("line break", jws.Insert(jws.Length - 3, "\r\n")),
                ("invalid character", jws.Insert(jws.Length - 3, "!")),
                ("shorter signature", Join(content, signature[..^1])),
                ("longer signature", Join(content, [.. signature, 0])),
                ("leading zero", Join(content, [0, .. signature])),
                ("zeros", Join(content, new byte[signature.Length])),
                ("JSON serialization", $$"""{"payload":"{{content.Split('.')[1]}}","signature":"{{encoded}}"}"""),
            ];
            foreach ((string name, string changedJws) in cases)
            {
                yield return new($"{algorithm} {name}", GetKeySet(algorithm), changedJws, IsValid: false);
            }
        }
    }

    private static IEnumerable<JwsVector> CreateConfused()
    {
        foreach (string name in (string[])["none", "NONE", "None", "", "RS1", "ES256K", "EdDSA"])
        {
            string content = FormatContent(name, Payloads[3]);
            yield return new($"algorithm '{name}'", GetKeySet("RS256"), content + ".", IsValid: false);
            yield return new($"algorithm '{name}', signed", GetKeySet("RS256"), Join(content, Sign(content, "RS256")), IsValid: false);
        }

        byte[][] publicKeys =
        [
            Encoding.ASCII.GetBytes(SigningKeys.RsaPem),
            SigningKeys.Rsa.ExportSubjectPublicKeyInfo(),
            SigningKeys.Rsa.ExportRSAPublicKey(),
            SigningKeys.Rsa.ExportParameters(includePrivateParameters: false).Modulus!,
        ];
        for (int i = 0; i < publicKeys.Length; i++)
        {
            string content = FormatContent("HS256", Payloads[3]);
            byte[] mac = HMACSHA256.HashData(publicKeys[i], Encoding.ASCII.GetBytes(content));
            yield return new($"public key {i} as secret", GetKeySet("RS256"), Join(content, mac), IsValid: false);
        }

        foreach (string actual in Rsa)
        {
            string key = SigningKeys.FormatJwk(SigningKeys.Rsa, $"\"kid\":\"{SigningKeys.Id}\",\"alg\":\"PS512\"");
            string content = FormatContent(actual, Payloads[3]);
            yield return new($"{actual} with a key for PS512", SigningKeys.FormatKeySet(key), Join(content, Sign(content, actual)),
                IsValid: actual == "PS512");
        }
    }

    private static IEnumerable<JwsVector> CreatePadded()
    {
        string content = FormatContent("RS256", Payloads[3]);
        byte[] hash = SHA256.HashData(Encoding.ASCII.GetBytes(content));
        byte[] info = Convert.FromHexString("3031300d060960864801650304020105000420");
        byte[] withoutParameters = Convert.FromHexString("302f300b0609608648016503040201" + "0420");
        byte[] otherHash = Convert.FromHexString("3031300d060960864801650304020205000420");
        (string Name, byte[] Encoded, bool IsValid)[] cases =
        [
            ("padding as required", FormatPkcs1([.. info, .. hash]), true),
            ("without DigestInfo", FormatPkcs1(hash), false),
            ("without parameters", FormatPkcs1([.. withoutParameters, .. hash]), false),
            ("DigestInfo of SHA-384", FormatPkcs1([.. otherHash, .. hash]), false),
            ("data after the hash", FormatPkcs1([.. info, .. hash, 0, 0]), false),
            ("short padding", [0, 1, .. Fill(0xff, 8), 0, .. info, .. hash, .. new byte[256 - 11 - info.Length - 32]], false),
            ("zeros instead of padding", [0, 1, .. new byte[256 - 3 - info.Length - 32], 0, .. info, .. hash], false),
            ("block type 2", [0, 2, .. FormatPkcs1([.. info, .. hash])[2..]], false),
            ("block type 0", [0, 0, .. FormatPkcs1([.. info, .. hash])[2..]], false),
            ("changed padding", Change(FormatPkcs1([.. info, .. hash]), 9), false),
            ("changed hash", Change(FormatPkcs1([.. info, .. hash]), 255), false),
            ("changed separator", Change(FormatPkcs1([.. info, .. hash]), 256 - info.Length - 32 - 1), false),
        ];
        foreach ((string name, byte[] encoded, bool isValid) in cases)
        {
            yield return new($"RS256 {name}", GetKeySet("RS256"), Join(content, ApplyPrivateKey(encoded)), isValid);
        }

        string pss = FormatContent("PS256", Payloads[3]);
        byte[] salt = Fill(0x5a, 32);
        (string Name, byte[] Encoded, bool IsValid)[] pssCases =
        [
            ("padding as required", FormatPss(pss, salt, HashAlgorithmName.SHA256), true),
            ("empty salt", FormatPss(pss, [], HashAlgorithmName.SHA256), false),
            ("short salt", FormatPss(pss, salt[..20], HashAlgorithmName.SHA256), false),
            ("long salt", FormatPss(pss, [.. salt, 1], HashAlgorithmName.SHA256), false),
            ("mask with SHA-1", FormatPss(pss, salt, HashAlgorithmName.SHA1), false),
            ("mask with SHA-512", FormatPss(pss, salt, HashAlgorithmName.SHA512), false),
            ("changed trailer", Change(FormatPss(pss, salt, HashAlgorithmName.SHA256), 255), false),
            ("changed hash", Change(FormatPss(pss, salt, HashAlgorithmName.SHA256), 240), false),
            ("changed mask", Change(FormatPss(pss, salt, HashAlgorithmName.SHA256), 100), false),
        ];
        foreach ((string name, byte[] encoded, bool isValid) in pssCases)
        {
            yield return new($"PS256 {name}", GetKeySet("PS256"), Join(pss, ApplyPrivateKey(encoded)), isValid);
        }
    }

    private static IEnumerable<JwsVector> CreateCurves()
    {
        string content = FormatContent("ES256", Payloads[3]);
        byte[] signature = Sign(content, "ES256");
        byte[] order = Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        byte[] one = [.. new byte[31], 1];
        byte[] der = SigningKeys.P256.SignData(
            Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        (string Name, byte[] Signature)[] cases =
        [
            ("DER", der),
            ("r is zero", [.. new byte[32], .. signature[32..]]),
            ("s is zero", [.. signature[..32], .. new byte[32]]),
            ("r is the order", [.. order, .. signature[32..]]),
            ("s is the order", [.. signature[..32], .. order]),
            ("r and s are one", [.. one, .. one]),
            ("r and s are the order", [.. order, .. order]),
            ("r and s are the maximum", Fill(0xff, 64)),
            ("r and s exchanged", [.. signature[32..], .. signature[..32]]),
            ("trailing zeros", [.. signature, .. new byte[8]]),
            ("numbers of 33 bytes", [0, .. signature[..32], 0, .. signature[32..]]),
            ("numbers of 31 bytes", [.. signature[..31], .. signature[32..63]]),
        ];
        foreach ((string name, byte[] changed) in cases)
        {
            yield return new($"ES256 {name}", GetKeySet("ES256"), Join(content, changed), IsValid: false);
        }
    }

    private static IEnumerable<JwsVector> CreateKeys()
    {
        string rsa = Join(FormatContent("RS256", Payloads[3]), Sign(FormatContent("RS256", Payloads[3]), "RS256"));
        string curve = Join(FormatContent("ES256", Payloads[3]), Sign(FormatContent("ES256", Payloads[3]), "ES256"));
        using RSA small = RSA.Create(1024);
        string weak = SigningKeys.Sign("{}", rsa: small);
        const string id = $"\"kid\":\"{SigningKeys.Id}\"";
        byte[] modulus = SigningKeys.Rsa.ExportParameters(includePrivateParameters: false).Modulus!;
        string point = SigningKeys.FormatJwk(SigningKeys.P256, "P-256");
        (string Name, string Jwk, string Jws, bool IsValid)[] cases =
        [
            ("use sig", SigningKeys.FormatJwk(SigningKeys.Rsa, id + ",\"use\":\"sig\""), rsa, true),
            ("key_ops verify", SigningKeys.FormatJwk(SigningKeys.Rsa, id + ",\"key_ops\":[\"verify\"]"), rsa, true),
            ("use enc", SigningKeys.FormatJwk(SigningKeys.Rsa, id + ",\"use\":\"enc\""), rsa, false),
            ("key_ops encrypt", SigningKeys.FormatJwk(SigningKeys.Rsa, id + ",\"key_ops\":[\"encrypt\"]"), rsa, false),
            ("algorithm for encryption", SigningKeys.FormatJwk(SigningKeys.Rsa, id + ",\"alg\":\"RSA1_5\""), rsa, false),
            ("another key", SigningKeys.FormatJwk(SigningKeys.OtherRsa), rsa, false),
            ("1024 bits", SigningKeys.FormatJwk(small), weak, false),
            ("exponent 1", SigningKeys.FormatJwk(modulus, [1]), FormatExponentOne(), false),
            ("EC use enc", SigningKeys.FormatJwk(SigningKeys.P256, "P-256", id + ",\"use\":\"enc\""), curve, false),
            ("EC key_ops encrypt", SigningKeys.FormatJwk(SigningKeys.P256, "P-256", id + ",\"key_ops\":[\"encrypt\"]"), curve, false),
            ("EC algorithm of another curve", SigningKeys.FormatJwk(SigningKeys.P256, "P-256", id + ",\"alg\":\"ES512\""), curve, false),
            ("EC unknown algorithm", SigningKeys.FormatJwk(SigningKeys.P256, "P-256", id + ",\"alg\":\"ES224\""), curve, false),
            ("EC wrong curve", SigningKeys.FormatJwk(SigningKeys.P256, "P-384"), curve, false),
            ("EC point outside the curve", point.Replace("\"y\":\"", "\"y\":\"AAAA").Remove(point.Length - 30, 4), curve, false),
            ("EC with kty RSA", point.Replace("\"EC\"", "\"RSA\""), curve, false),
            ("secret key", $$"""{"kty":"oct","k":"AAAA",{{id}}}""", rsa, false),
        ];
        foreach ((string name, string jwk, string jws, bool isValid) in cases)
        {
            yield return new($"key: {name}", SigningKeys.FormatKeySet(jwk), jws, isValid);
        }

        string own = SigningKeys.FormatJwk(SigningKeys.Rsa);
        string other = SigningKeys.FormatJwk(SigningKeys.OtherRsa);
        yield return new("keys: the same key twice", SigningKeys.FormatKeySet(own, own), rsa, IsValid: true);
        yield return new("keys: RSA and EC with one id", SigningKeys.FormatKeySet(own, point), rsa, IsValid: true);
        yield return new("keys: two RSA keys with one id", SigningKeys.FormatKeySet(own, other), rsa, IsValid: false);
    }

    private static string GetKeySet(string algorithm)
    {
        return SigningKeys.FormatKeySet(algorithm switch
        {
            "ES256" => SigningKeys.FormatJwk(SigningKeys.P256, "P-256"),
            "ES384" => SigningKeys.FormatJwk(SigningKeys.P384, "P-384"),
            "ES512" => SigningKeys.FormatJwk(SigningKeys.P521, "P-521"),
            _ => SigningKeys.FormatJwk(SigningKeys.Rsa),
        });
    }

    private static string FormatContent(string algorithm, byte[] payload)
    {
        string header = TestJwt.Encode($$"""{"alg":"{{algorithm}}","kid":"{{SigningKeys.Id}}"}""");
        return $"{header}.{Base64Url.EncodeToString(payload)}";
    }

    private static string Join(string content, byte[] signature) => $"{content}.{Base64Url.EncodeToString(signature)}";

    private static byte[] Sign(string content, string algorithm)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(content);
        HashAlgorithmName hash = new("SHA" + algorithm[2..]);
        return algorithm.StartsWith("ES", StringComparison.Ordinal)
            ? SigningKeys.GetCurveKey(algorithm).SignData(bytes, hash)
            : SigningKeys.Rsa.SignData(bytes, hash, algorithm[0] == 'R' ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);
    }

    // With the exponent 1, the padded hash is its own signature.
    private static string FormatExponentOne()
    {
        string content = FormatContent("RS256", Payloads[3]);
        byte[] info = Convert.FromHexString("3031300d060960864801650304020105000420");
        return Join(content, FormatPkcs1([.. info, .. SHA256.HashData(Encoding.ASCII.GetBytes(content))]));
    }

    /// <summary>The private operation of RSA without any padding (RFC 8017 section 5.2.1).</summary>
    private static byte[] ApplyPrivateKey(byte[] encoded)
    {
        RSAParameters key = SigningKeys.Rsa.ExportParameters(includePrivateParameters: true);
        byte[] number = BigInteger.ModPow(ToNumber(encoded), ToNumber(key.D!), ToNumber(key.Modulus!))
            .ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[256 - number.Length], .. number];
    }

    private static BigInteger ToNumber(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    /// <summary>EMSA-PKCS1-v1_5 for 2048 bits (RFC 8017 section 9.2).</summary>
    private static byte[] FormatPkcs1(byte[] digestInfo) => [0, 1, .. Fill(0xff, 256 - 3 - digestInfo.Length), 0, .. digestInfo];

    /// <summary>EMSA-PSS with SHA-256 for 2048 bits (RFC 8017 section 9.1.1).</summary>
    private static byte[] FormatPss(string content, byte[] salt, HashAlgorithmName maskHash)
    {
        byte[] digest = SHA256.HashData(Encoding.ASCII.GetBytes(content));
        byte[] hash = SHA256.HashData([.. new byte[8], .. digest, .. salt]);
        byte[] block = [.. new byte[256 - 32 - 2 - salt.Length], 1, .. salt];
        List<byte> mask = [];
        for (byte counter = 0; mask.Count < block.Length; counter++)
        {
            mask.AddRange(CryptographicOperations.HashData(maskHash, [.. hash, 0, 0, 0, counter]));
        }

        for (int i = 0; i < block.Length; i++)
        {
            block[i] ^= mask[i];
        }

        block[0] &= 0x7f;
        return [.. block, .. hash, 0xbc];
    }

    private static byte[] Change(byte[] bytes, int position)
    {
        bytes[position] ^= 1;
        return bytes;
    }

    private static byte[] Fill(byte value, int length) => [.. Enumerable.Repeat(value, length)];
}
