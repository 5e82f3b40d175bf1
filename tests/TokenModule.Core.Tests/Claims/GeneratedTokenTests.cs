using FsCheck;
using FsCheck.Fluent;
using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TokenModule.Claims;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>Whatever is done to a token, it is refused with a typed error or says what it said; and what is accepted here, the runtime's own primitives accept.</summary>
public sealed class GeneratedTokenTests
{
    private static readonly string Claims = Verifying.Claims("""
        "nbf":1,"iat":"1700000000","iss":"https://sub.authentication.example/oauth/token","aud":["app!t1","openid"],"scope":["app!t1.read","openid"],"client_id":"sb-app!t1","user_name":"änna",
        "ext_attr":{"zdn":"sub","subaccountid":"s"},"xs.system.attributes":{"xs.rolecollections":["rc"]},"a":[1,2.5,true,null,{"b":[]}]
        """);

    private static readonly string Good = SigningKeys.Sign(Claims);
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly PropertyInfo[] Properties = typeof(TokenClaims).GetProperties();

    [Fact]
    public void A_damaged_token_is_refused_or_reads_as_the_runtime_reads_it() => Prop.ForAll(DamagedTokens.OfTexts(Good), CheckReading).Check(Settings);

    [Fact]
    public void A_damaged_token_is_refused_or_was_not_damaged_at_all()
    {
        string whole = Verifying.Verify(Good).ToJson();

        Prop.ForAll(DamagedTokens.OfTexts(Good), token => Assert.True(Verified(token) is not { } claims || claims.ToJson() == whole)).Check(Settings);
    }

    [Fact]
    public void Damaged_claims_are_refused_or_read_as_the_runtime_reads_them() => Prop.ForAll(DamagedTokens.OfClaims(Claims), CheckReading).Check(Settings);

    [Fact]
    public void Damaged_claims_are_verified_only_where_signature_and_time_hold_by_the_runtime_too()
    {
        Prop.ForAll(DamagedTokens.OfClaims(Claims), token =>
        {
            if (Verified(token) is null)
                return;

            string[] segments = token.Split('.');
            Assert.True(SigningKeys.Rsa.VerifyData(Encoding.ASCII.GetBytes($"{segments[0]}.{segments[1]}"), Base64Url.DecodeFromChars(segments[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(segments[1]), Strict);
            Assert.True(claims.RootElement.GetProperty("exp").GetDouble() > Verifying.Clock.GetUtcNow().ToUnixTimeSeconds() - 60);
        }).Check(Settings);
    }

    private static void CheckReading(string token)
    {
        TokenClaims claims;
        try
        {
            claims = TokenClaims.Read(token, Verifying.Clock);
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
        Assert.True(JsonElement.DeepEquals(payload.RootElement, ours.RootElement));

        // Every property answers, whatever the claims are.
        Assert.All(Properties, p => p.GetValue(claims));
        Assert.Equal(payload.RootElement.EnumerateObject().Select(p => p.Name), claims.Claims.Keys.Cast<string>());
    }

    private static TokenClaims? Verified(string token)
    {
        try
        {
            return Verifying.Verify(token);
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
