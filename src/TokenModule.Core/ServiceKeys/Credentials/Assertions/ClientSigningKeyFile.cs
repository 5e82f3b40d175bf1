using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;
using TokenModule.Json;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>Reads the private key of a client from a file: PEM (RFC 7468), PKCS#12 (RFC 7292) or JWK (RFC 7517).</summary>
/// <param name="path">The path of the file.</param>
/// <param name="password">The password of the file, or null.</param>
/// <param name="algorithm">The algorithm that the user chose, or null.</param>
/// <param name="keyId">The id of the key that the user chose, or null.</param>
internal sealed class ClientSigningKeyFile(string path, Secret? password, string? algorithm, string? keyId)
{
    private const string Boundary = "-----BEGIN ";
    private const string CertificateBoundary = "-----BEGIN CERTIFICATE-----";
    private const string PrivateMark = "PRIVATE KEY-----";
    private const string EncryptedMark = "ENCRYPTED";
    private const string CurveBoundary = "-----BEGIN EC ";

    private const string Advice =
        "The file must contain a private key in PEM, PKCS#12 or JWK format: RSA with at least 2048 bits, or P-256. "
            + "If it is encrypted, pass its password with -CertificatePassword.";

    /// <exception cref="ServiceKeyException">The file cannot be read, or contains no usable private key.</exception>
    public ClientSigningKey Read()
    {
        byte[] content = KeyFileBytes.ReadBytes(path);
        string? text = StrictText.DecodeFileOrDefault(content);
        try
        {
            if (text?.TrimStart().FirstOrDefault() == '{')
                return ReadJwk(JsonMembers.Parse(StrictText.SkipByteOrderMark(content).ToArray()));
            return text?.Contains(Boundary) == true && !text.Contains(CertificateBoundary)
                ? ReadPem(PemText.Repair(text))
                : ReadCertificate(text);
        }
        catch (CryptographicException e)
        {
            throw CreateError($"{e.Message} {Advice}", e);
        }
        catch (ArgumentException e)
        {
            throw CreateError($"The private key cannot be read. {Advice}", e);
        }
        catch (FormatException e)
        {
            throw CreateError($"The private key cannot be read. {Advice}", e);
        }
        catch (PlatformNotSupportedException e)
        {
            throw CreateError("Windows PowerShell cannot read PEM. Use PowerShell 7, or pass a PKCS#12 (.pfx) or JWK file.", e);
        }
    }

    private ClientSigningKey ReadCertificate(string? text)
    {
        ClientCertificate certificate = CertificateFile.Read([path], password);
        using CertificateChain chain = certificate.Load();
        AsymmetricAlgorithm key = GetPrivateKey(chain.Leaf);
        return ClientSigningKey.Create(key, algorithm, keyId, chain.Leaf, text is null ? null : new Secret(text));
    }

    /// <exception cref="CryptographicException">The certificate has no private key, or a key of another type.</exception>
    public static AsymmetricAlgorithm GetPrivateKey(X509Certificate2 certificate)
    {
        return (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey()
            ?? certificate.GetECDsaPrivateKey()
            ?? throw new CryptographicException("The certificate has no private key of the type RSA or EC.");
    }

    private ClientSigningKey ReadPem(string text)
    {
        if (!text.Contains(PrivateMark))
            throw new CryptographicException("The file contains no private key.");
        AsymmetricAlgorithm key = ImportPem(text);
        return ClientSigningKey.Create(key, algorithm, keyId, certificate: null, new Secret(text));
    }

    private AsymmetricAlgorithm ImportPem(string text)
    {
        bool isEncrypted = text.Contains(EncryptedMark);
        if (isEncrypted && password is null)
            throw new CryptographicException("The private key is encrypted.");
        if (text.Contains(CurveBoundary))
            return Import(ECDsa.Create(), text, isEncrypted);

        try
        {
            return Import(RSA.Create(), text, isEncrypted);
        }
        catch (CryptographicException)
        {
            // PKCS#8 contains keys of every type under the same label.
            return Import(ECDsa.Create(), text, isEncrypted);
        }
    }

    private AsymmetricAlgorithm Import(AsymmetricAlgorithm key, string text, bool isEncrypted)
    {
        if (isEncrypted)
            key.ImportFromEncryptedPem(text.AsSpan(), password!.Reveal().AsSpan());
        else
            key.ImportFromPem(text.AsSpan());
        return key;
    }

    private ClientSigningKey ReadJwk(JsonMembers jwk)
    {
        JsonMembers member = jwk.GetObjectsOrDefault("keys"u8) is { } keys ? SelectPrivateKey(keys) : jwk;
        AsymmetricAlgorithm key = member.GetTextOrDefault("kty"u8) switch
        {
            "RSA" => ImportRsa(member),
            "EC" when member.GetTextOrDefault("crv"u8) == "P-256" => ECDsa.Create(ReadCurve(member)),
            _ => throw new CryptographicException("The JWK is neither an RSA key nor a key on the curve P-256."),
        };
        return ClientSigningKey.Create(
            key,
            algorithm ?? member.GetTextOrDefault("alg"u8),
            keyId ?? member.GetTextOrDefault("kid"u8),
            certificate: null,
            new Secret(member.GetTextOrDefault("d"u8) ?? string.Empty));
    }

    private static JsonMembers SelectPrivateKey(IReadOnlyList<JsonMembers> keys)
    {
        JsonMembers[] privateKeys = [.. keys.Where(key => key.GetTextOrDefault("d"u8) is not null)];
        return privateKeys.Length == 1
            ? privateKeys[0]
            : throw new CryptographicException($"The key set contains {privateKeys.Length} private keys instead of one.");
    }

    private static RSA ImportRsa(JsonMembers jwk)
    {
        byte[] modulus = Require(jwk, "n"u8);
        int half = (modulus.Length + 1) / 2;
        RSA rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters
        {
            Modulus = modulus,
            Exponent = Require(jwk, "e"u8),
            D = AddLeadingZeros(Require(jwk, "d"u8), modulus.Length),
            P = AddLeadingZeros(Require(jwk, "p"u8), half),
            Q = AddLeadingZeros(Require(jwk, "q"u8), half),
            DP = AddLeadingZeros(Require(jwk, "dp"u8), half),
            DQ = AddLeadingZeros(Require(jwk, "dq"u8), half),
            InverseQ = AddLeadingZeros(Require(jwk, "qi"u8), half),
        });
        return rsa;
    }

    // A JWK can omit leading zeros (RFC 7518 section 2), .NET requires them.
    private static byte[] AddLeadingZeros(byte[] number, int length)
    {
        return number.Length >= length ? number : [.. new byte[length - number.Length], .. number];
    }

    private static ECParameters ReadCurve(JsonMembers jwk) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Require(jwk, "x"u8), Y = Require(jwk, "y"u8) },
        D = Require(jwk, "d"u8),
    };

    private static byte[] Require(JsonMembers jwk, ReadOnlySpan<byte> name)
    {
        return Base64UrlText.Decode(
            jwk.GetTextOrDefault(name) ?? throw new CryptographicException("The JWK does not contain the whole private key."));
    }

    private ServiceKeyException CreateError(string message, Exception cause)
    {
        return new ServiceKeyException(Failure.CertificateInvalid, path, message, cause);
    }
}
