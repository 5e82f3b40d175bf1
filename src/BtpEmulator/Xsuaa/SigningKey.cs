using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator.Xsuaa;

/// <summary>The RSA key that signs all tokens of the landscape.</summary>
internal sealed class SigningKey : IDisposable
{
    public const string Id = "key-1";

    // RSA instances are not thread-safe, and generate their key on first use.
    private readonly Lock gate = new();
    private readonly RSA rsa = RSA.Create(2048);

    public string Pem
    {
        get
        {
            lock (gate) return rsa.ExportSubjectPublicKeyInfoPem();
        }
    }

    public string Sign(JsonObject header, JsonObject claims)
    {
        string content = $"{Encode(header)}.{Encode(claims)}";
        lock (gate)
        {
            byte[] signature = rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return $"{content}.{Base64Url.EncodeToString(signature)}";
        }
    }

    public bool Verify(string content, byte[] signature)
    {
        lock (gate) return rsa.VerifyData(Encoding.UTF8.GetBytes(content), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The public key as the UAA publishes it: a JSON Web Key (RFC 7517) with the PEM in <c>value</c>.</summary>
    public object ToJwk()
    {
        lock (gate)
        {
            RSAParameters key = rsa.ExportParameters(false);
            return new
            {
                kty = "RSA",
                e = Base64Url.EncodeToString(key.Exponent),
                use = "sig",
                kid = Id,
                alg = "RS256",
                value = Pem,
                n = Base64Url.EncodeToString(key.Modulus),
            };
        }
    }

    public void Dispose() => rsa.Dispose();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
