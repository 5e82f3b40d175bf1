using System.Security.Cryptography;

namespace TokenModule.Interop;

/// <summary>An RSA and a P-256 key pair: the private keys as PEM files for the client, the public keys as JWK for the server.</summary>
internal sealed class ClientKeyFiles : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);
    private readonly ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("token-module-keys-");

    public IReadOnlyList<object> PublicKeys
    {
        get
        {
            RSAParameters key = rsa.ExportParameters(includePrivateParameters: false);
            ECPoint point = curve.ExportParameters(includePrivateParameters: false).Q;
            return
            [
                new { kty = "RSA", kid = "rsa", n = Base64UrlText.Encode(key.Modulus!), e = Base64UrlText.Encode(key.Exponent!) },
                new { kty = "EC", crv = "P-256", kid = "ec", x = Base64UrlText.Encode(point.X!), y = Base64UrlText.Encode(point.Y!) },
            ];
        }
    }

    public string WriteRsaFile() => Write("rsa.pem", rsa.ExportPkcs8PrivateKeyPem());

    public string WriteCurveFile() => Write("ec.pem", curve.ExportECPrivateKeyPem());

    public void Dispose()
    {
        rsa.Dispose();
        curve.Dispose();
        directory.Delete(recursive: true);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(directory.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
