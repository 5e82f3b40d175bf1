using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>Signs assertions with the private key of the client (<c>private_key_jwt</c>, OpenID Connect Core 1.0 section 9).</summary>
internal sealed class SignedAssertionSource(ClientSigningKey key) : AssertionSource
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public override string Name => "-ClientKey";

    public override string Fingerprint => $"key {key.Fingerprint} {key.KeyId}";

    public override string CredentialType => "private-key-jwt";

    public override IReadOnlyList<Secret> Secrets => key.Secrets;

    /// <summary>The token endpoint, which RFC 7523 section 3 names as a value that identifies the server.</summary>
    public override string GetDefaultAudience(Uri tokenUrl) => tokenUrl.AbsoluteUri;

    public override ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken)
    {
        string content = $"{Encode(WriteHeader)}.{Encode(json => WriteClaims(json, request))}";
        try
        {
            string signature = Base64UrlText.Encode(key.Sign(Encoding.ASCII.GetBytes(content)));
            return new ValueTask<Secret>(new Secret($"{content}.{signature}"));
        }
        catch (CryptographicException e)
        {
            throw CreateError("The private key cannot sign. Check that the key may be used for signatures.", e);
        }
    }

    private void WriteHeader(Utf8JsonWriter json)
    {
        json.WriteString("alg", key.Algorithm);
        json.WriteString("typ", "JWT");
        if (key.KeyId is not null)
            json.WriteString("kid", key.KeyId);
        if (key.CertificateHash is not null)
            json.WriteString("x5t#S256", key.CertificateHash);
    }

    private static void WriteClaims(Utf8JsonWriter json, AssertionRequest request)
    {
        long now = request.Clock.GetUtcNow().ToUnixTimeSeconds();
        json.WriteString("iss", request.ClientId);
        json.WriteString("sub", request.ClientId);
        json.WriteString("aud", request.Audience);
        // A server rejects a second assertion with the same id (RFC 7523 section 3).
        json.WriteString("jti", Base64UrlText.Encode(RandomNumberGenerator.GetBytes(16)));
        json.WriteNumber("iat", now);
        json.WriteNumber("exp", now + (long)Lifetime.TotalSeconds);
    }

    private static string Encode(Action<Utf8JsonWriter> writeMembers)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return Base64UrlText.Encode(bytes.ToArray());
    }
}
