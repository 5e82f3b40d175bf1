using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>The RSA key that signs every token of the landscape.</summary>
internal sealed class SigningKey : IDisposable
{
    public const string Id = "key-1";

    // Instances of RSA are not made for several threads, and make their key on first use.
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
        var content = $"{Encode(header)}.{Encode(claims)}";
        lock (gate)
        {
            var signature = rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return $"{content}.{Base64Url.EncodeToString(signature)}";
        }
    }

    public bool Verify(string content, byte[] signature)
    {
        lock (gate) return rsa.VerifyData(Encoding.UTF8.GetBytes(content), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The key as the UAA publishes it: RFC 7517 with a PEM.</summary>
    public object ToJwk()
    {
        lock (gate)
        {
            var key = rsa.ExportParameters(false);
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
