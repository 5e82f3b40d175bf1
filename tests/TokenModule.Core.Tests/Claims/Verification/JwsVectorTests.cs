using System.Text;
using TokenModule.Claims;
using TokenModule.Claims.Verification;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule;

/// <summary>
/// The vectors of Project Wycheproof, if TOKENMODULE_WYCHEPROOF names the directory with its files, and otherwise generated vectors of
/// the same kinds.
/// </summary>
public sealed class JwsVectorTests
{
    private static readonly Uri Address = new("https://issuer.example/token_keys");

    private static readonly Dictionary<string, JwsVector> Vectors =
        (Environment.GetEnvironmentVariable("TOKENMODULE_WYCHEPROOF") is { Length: > 0 } directory
            ? JwsVector.ReadWycheproof(directory)
            : GeneratedJwsVectors.CreateAll()).ToDictionary(vector => vector.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Signature_has_the_expected_verdict(string name)
    {
        JwsVector vector = Vectors[name];

        Assert.Equal(vector.IsValid, await IsAcceptedAsync(vector));
    }

    private static async Task<bool> IsAcceptedAsync(JwsVector vector)
    {
        TestClock clock = TestVerifier.Clock;
        using HttpTransport transport = new(clock, (_, _, _) => new KeySetHandler(vector.KeySet));
        TokenVerifier verifier = new(new PublishedKeys(transport, clock), clock);
        try
        {
            SignedToken signed = ReadSigned(vector.Jws);
            await verifier.RequireSignatureAsync(
                signed, new TrustedKeys { Published = Address }, NetworkOptions.Default, CancellationToken.None);
            return true;
        }
        catch (BtpException)
        {
            return false;
        }
    }

    // As JwtText reads a token, but with a payload that is not JSON.
    private static SignedToken ReadSigned(string jws)
    {
        JwtSegments segments = JwtSegments.Parse(jws);
        JsonMembers header = JwtText.ReadToken($"{segments.Header}.e30.AAAA").Header;
        byte[]? signature = StrictBase64Url.DecodeOrDefault(segments.Signature);
        if (signature is null || StrictBase64Url.DecodeOrDefault(segments.Payload) is null)
            throw TokenFormatException.CreateMalformed("it is not base64url");
        byte[] content = Encoding.ASCII.GetBytes(segments.Content.ToString());
        return new SignedToken(header, JsonMembers.Parse("{}"u8.ToArray()), content, signature);
    }

    private sealed class KeySetHandler(string keySet) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(keySet) });
        }
    }
}
