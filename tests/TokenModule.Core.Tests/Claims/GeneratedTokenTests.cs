using FsCheck;
using FsCheck.Fluent;
using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TokenModule.Claims;
using TokenModule.Claims.Verification;
using Xunit.Abstractions;

namespace TokenModule;

/// <summary>
/// Tests that a damaged token is either rejected with a typed error or has unchanged claims, and that the primitives of .NET accept
/// each token that the module accepts.
/// </summary>
[Trait("Category", "Slow")]
public sealed class GeneratedTokenTests(ITestOutputHelper output)
{
    private static readonly string Claims = TestVerifier.FormatClaims("""
        "nbf":1,"iat":"1700000000","iss":"https://sub.authentication.example/oauth/token","aud":["app!t1","openid"],"scope":["app!t1.read","openid"],"client_id":"sb-app!t1","user_name":"änna",
        "ext_attr":{"zdn":"sub","subaccountid":"s"},"xs.system.attributes":{"xs.rolecollections":["rc"]},"a":[1,2.5,true,null,{"b":[]}]
        """);

    private static readonly string ValidToken = SigningKeys.Sign(Claims);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly PropertyInfo[] Properties = typeof(TokenClaims).GetProperties();

    private readonly Config settings = GeneratedCases.Configure(2000, output);

    [Fact]
    public void Damaged_token_is_rejected_or_read_like_the_runtime_reads_it() =>
        Prop.ForAll(DamagedTokens.GenerateTexts(ValidToken), CheckReading).Check(settings);

    [Fact]
    public void Verified_token_has_unchanged_claims()
    {
        string whole = TestVerifier.Verify(ValidToken).ToJson();

        Prop.ForAll(DamagedTokens.GenerateTexts(ValidToken),
            token => Assert.True(VerifyOrDefault(token) is not { } claims || claims.ToJson() == whole)).Check(settings);
    }

    [Fact]
    public void Damaged_claims_are_rejected_or_read_like_the_runtime_reads_them() =>
        Prop.ForAll(DamagedTokens.GenerateClaims(Claims), CheckReading).Check(settings);

    [Fact]
    public void Verified_claims_have_a_signature_and_expiry_that_the_runtime_confirms()
    {
        int verified = 0;
        Prop.ForAll(DamagedTokens.GenerateClaims(Claims), token =>
        {
            if (VerifyOrDefault(token) is null)
                return;

            verified++;
            string[] segments = token.Split('.');
            Assert.True(SigningKeys.Rsa.VerifyData(Encoding.ASCII.GetBytes($"{segments[0]}.{segments[1]}"),
                Base64Url.DecodeFromChars(segments[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(segments[1]), Strict);
            Assert.True(claims.RootElement.GetProperty("exp").GetDouble() > TestVerifier.Clock.GetUtcNow().ToUnixTimeSeconds() - 60);
        }).Check(settings);
        Assert.NotEqual(0, verified);
    }

    [Theory]
    [InlineData("1e99999999999")]
    [InlineData("-1.50e-99999999999")]
    public void A_number_with_a_huge_exponent_is_read_as_it_is(string number)
    {
        string token = SigningKeys.Sign(Claims.Replace("2.5", number, StringComparison.Ordinal));

        CheckReading(token);
        Assert.Contains(number, TokenClaims.Parse(token, TestVerifier.Clock).ToJson(), StringComparison.Ordinal);
    }

    private static void CheckReading(string token)
    {
        TokenClaims claims;
        try
        {
            claims = TokenClaims.Parse(token, TestVerifier.Clock);
        }
        catch (TokenFormatException e)
        {
            Assert.DoesNotContain("sb-app", e.ToString(), StringComparison.Ordinal);
            return;
        }

        string[] segments = token.Trim().Split(' ')[^1].Split('.');
        Assert.Equal(3, segments.Length);
        Base64Url.DecodeFromChars(segments[2]);
        using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(segments[0]), Strict);
        using JsonDocument payload = JsonDocument.Parse(Base64Url.DecodeFromChars(segments[1]), Strict);
        using JsonDocument ours = JsonDocument.Parse(claims.ToJson(), Strict);
        Assert.Equal(JsonValueKind.Object, header.RootElement.ValueKind);
        Assert.True(AreEqual(payload.RootElement, ours.RootElement));

        // No property throws, whatever the claims contain.
        Assert.All(Properties, p => p.GetValue(claims));
        Assert.Equal(payload.RootElement.EnumerateObject().Select(p => p.Name), claims.Claims.Keys.Cast<string>());
    }

    // JsonElement.DeepEquals throws for a number with a huge exponent. A number has to keep its digits, so its text is compared.
    private static bool AreEqual(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => one.EnumerateObject().Select(member => member.Name)
            .SequenceEqual(other.EnumerateObject().Select(member => member.Name))
            && one.EnumerateObject().Zip(other.EnumerateObject()).All(pair => AreEqual(pair.First.Value, pair.Second.Value)),
        (JsonValueKind.Array, JsonValueKind.Array) => one.GetArrayLength() == other.GetArrayLength()
            && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second)),
        (JsonValueKind.String, JsonValueKind.String) => one.GetString() == other.GetString(),
        (JsonValueKind.Number, JsonValueKind.Number) => one.GetRawText() == other.GetRawText(),
        _ => one.ValueKind == other.ValueKind,
    };

    private static TokenClaims? VerifyOrDefault(string token)
    {
        try
        {
            return TestVerifier.Verify(token);
        }
        catch (TokenFormatException)
        {
            return null;
        }
        catch (TokenVerificationException)
        {
            return null;
        }
    }
}
