using System.Text;
using System.Text.Json;
using TokenModule.Claims;
using TokenModule.Claims.Verification;
using TokenModule.Json;
using Xunit.Abstractions;

namespace TokenModule;

/// <summary>
/// Signatures and keys in the format of Project Wycheproof. Set TOKENMODULE_WYCHEPROOF to its directory <c>testvectors_v1</c> to run its
/// files. Without it, vectors of the same kinds are generated.
/// </summary>
public sealed class JoseVectorsTests(ITestOutputHelper output)
{
    private const string Payload = """{"a":1}""";

    private static readonly string? Vectors = Environment.GetEnvironmentVariable("TOKENMODULE_WYCHEPROOF");

    [Theory]
    [InlineData("json_web_signature_test.json")]
    [InlineData("json_web_key_test.json")]
    public void Every_vector_has_the_expected_verdict(string file)
    {
        string json = Vectors is null ? GenerateVectors() : File.ReadAllText(Path.Combine(Vectors, file));
        using JsonDocument document = JsonDocument.Parse(json);
        List<string> differences = [];
        int count = 0;
        foreach (JsonElement group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            string keys = ReadKeys(group);
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                count++;
                string jws = test.GetTextOrDefault("jws") ?? string.Empty;
                bool isAccepted = IsAccepted(jws, keys);
                bool isExpected = test.GetProperty("result").GetString() == "valid" && IsPermitted(group, jws);
                if (isAccepted != isExpected)
                    differences.Add($"{test.GetProperty("tcId")} {test.GetProperty("comment")}: accepted is {isAccepted}");
            }
        }

        output.WriteLine($"{count} vectors, {differences.Count} differences");
        Assert.True(count > 10);
        Assert.Empty(differences);
    }

    private static string ReadKeys(JsonElement group)
    {
        JsonElement key = group.TryGetProperty("public", out JsonElement found) ? found : group.GetProperty("private");
        return key.TryGetProperty("keys", out _) ? key.GetRawText() : $$"""{"keys":[{{key.GetRawText()}}]}""";
    }

    // The payloads of the vectors are not claims, so the signature alone is checked.
    private static bool IsAccepted(string jws, string keys)
    {
        try
        {
            JwtSegments segments = JwtSegments.Parse(jws);
            JsonMembers header = JsonMembers.Parse(StrictBase64Url.DecodeOrDefault(segments.Header) ?? []);
            byte[]? signature = StrictBase64Url.DecodeOrDefault(segments.Signature);
            if (signature is null || StrictBase64Url.DecodeOrDefault(segments.Payload) is null || header.Has("crit"u8))
                return false;
            if (SignatureAlgorithm.FindByName(header.GetTextOrDefault("alg"u8)) is not { } algorithm)
                return false;

            byte[] content = Encoding.ASCII.GetBytes(segments.Content.ToString());
            SignedToken token = new(header, JsonMembers.Parse("{}"u8.ToArray()), content, signature);
            IReadOnlyList<VerificationKey> named =
                JsonWebKeySet.Parse(Encoding.UTF8.GetBytes(keys)).FindKeys(header.GetTextOrDefault("kid"u8));
            return VerificationKey.SelectCandidates(named, algorithm, header.GetTextOrDefault("kid"u8))
                .Any(key => key.CheckSignature(token, algorithm) == SignatureStatus.Valid);
        }
        catch (TokenFormatException)
        {
            return false;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (TokenVerificationException)
        {
            return false;
        }
    }

    // A shared key would let everybody who verifies tokens issue them, so HS256 is never trusted. Some vectors call a token valid although
    // the key is declared for another algorithm (RFC 7517 section 4.4), or for 'ES521', which does not exist.
    private static bool IsPermitted(JsonElement group, string jws)
    {
        string header = Encoding.UTF8.GetString(StrictBase64Url.DecodeOrDefault(jws.Split('.')[0].AsSpan()) ?? []);
        string? declared = group.TryGetProperty("public", out JsonElement key) ? key.GetTextOrDefault("alg") : null;
        return header.Length > 0
            && !header.Contains("\"HS", StringComparison.Ordinal)
            && (declared is null || header.Contains($"\"{declared}\"", StringComparison.Ordinal));
    }

    private static string GenerateVectors()
    {
        string rsa = SigningKeys.FormatJwk(SigningKeys.Rsa);
        string valid = SigningKeys.Sign(Payload);
        string[] parts = valid.Split('.');
        (string Jws, bool IsValid)[] tests =
        [
            (valid, true),
            (SigningKeys.Sign(Payload, "PS256"), true),
            (SigningKeys.Sign(Payload, "RS512"), true),
            (SigningKeys.Sign(Payload, rsa: SigningKeys.OtherRsa), false),
            ($"{parts[0]}.{parts[1]}.", false),
            ($"{parts[0]}.{parts[1]}", false),
            ($"{valid}=", false),
            ($"{parts[0]}.{parts[1]}.{parts[2][..^4]}", false),
            ($"{parts[0]}.{TestJwt.Encode("{}")}.{parts[2]}", false),
            ($"{TestJwt.Encode("""{"alg":"none"}""")}.{parts[1]}.", false),
            ($"{TestJwt.Encode("""{"alg":"none"}""")}.{parts[1]}.{parts[2]}", false),
            ($"{TestJwt.Encode("""{"alg":"PS256","kid":"key-1"}""")}.{parts[1]}.{parts[2]}", false),
            ($"{TestJwt.Encode("""{"alg":"HS256","kid":"key-1"}""")}.{parts[1]}.{parts[2]}", false),
            (SigningKeys.Sign(Payload, "ES256"), false),
        ];
        string other = SigningKeys.FormatJwk(SigningKeys.OtherRsa);
        return $$"""
            {"testGroups":[
              {"public":{{rsa}},"tests":[{{string.Join(',', tests.Select(test => FormatTest(test.Jws, test.IsValid)))}}]},
              {"public":{{SigningKeys.FormatJwk(SigningKeys.P256, "P-256")}},"tests":[{{FormatTest(SigningKeys.Sign(Payload, "ES256"), true)}}]},
              {"public":{"keys":[{{rsa}},{{rsa}}]},"tests":[{{FormatTest(valid, true)}}]},
              {"public":{"keys":[{{rsa}},{{SigningKeys.FormatJwk(SigningKeys.P256, "P-256")}}]},"tests":[{{FormatTest(valid, true)}}]},
              {"public":{"keys":[{{rsa}},{{other}}]},"tests":[{{FormatTest(valid, false)}}]}
            ]}
            """;
    }

    private static string FormatTest(string jws, bool isValid)
    {
        return JsonSerializer.Serialize(new { tcId = 0, comment = "generated", jws, result = isValid ? "valid" : "invalid" });
    }
}
