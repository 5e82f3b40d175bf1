using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>The audience rules of SAP's libraries: JwtAudienceValidator in Java, cloud-pysec, cloud-security-client-go.</summary>
public sealed class BrokerAudienceTests
{
    [Theory]
    [InlineData("""{"aud":["sb-x!b2|b!b1"]}""", true)]
    [InlineData("""{"aud":["x"],"cid":"sb-x!b2|b!b1"}""", true)]
    [InlineData("""{"aud":["b!b1"]}""", true)]
    [InlineData("""{"aud":["b!b1.part"]}""", true)]
    [InlineData("""{"aud":[],"azp":"b!b1"}""", true)]
    [InlineData("""{"cid":"b!b1"}""", true)]
    [InlineData("""{"scope":["b!b1.read"]}""", true)]
    [InlineData("""{"scope":["other!b1.read"]}""", false)]
    [InlineData("""{"aud":["sb-x!b2|c!b1"]}""", false)]
    [InlineData("""{"aud":["sb-xb!b1"]}""", false)]
    [InlineData("""{"aud":["other"],"scope":["b!b1.read"]}""", false)]
    public void Broker_accepts_its_clones(string claims, bool accepted) => RequireResult("b!b1", claims, accepted);

    [Theory]
    [InlineData("""{"aud":["sb-x!b2|app!t1"]}""")]
    [InlineData("""{"aud":["x"],"cid":"sb-other!b2|app!t1"}""")]
    public void Application_that_is_not_a_broker_has_no_clones(string claims) => RequireResult("app!t1", claims, accepted: false);

    [Theory]
    [InlineData("https://tenant.example", null, "https://tenant.example", true)]
    [InlineData("https://custom.example", "https://tenant.example", "https://tenant.example", true)]
    [InlineData("https://custom.example", "https://tenant.example", "https://custom.example", true)]
    [InlineData("https://custom.example", "https://tenant.example", "https://other.example", false)]
    public void Issuer_of_IAS_on_a_custom_domain_is_accepted(string issuer, string? iasIssuer, string expected, bool accepted)
    {
        string more = $"\"iss\":\"{issuer}\"" + (iasIssuer is null ? string.Empty : $",\"ias_iss\":\"{iasIssuer}\"");
        string token = SigningKeys.Sign(TestVerifier.FormatClaims(more));

        Failure? failure = TestVerifier.FindFailure(token, new ExpectedClaims { Issuer = expected });

        Assert.Equal(accepted ? null : Failure.IssuerMismatch, failure);
    }

    [Theory]
    [InlineData("https://tenant.example/")]
    [InlineData("http://tenant.example")]
    public void Issuer_that_differs_only_in_scheme_or_slash_is_explained(string issuer)
    {
        string token = SigningKeys.Sign(TestVerifier.FormatClaims($"\"iss\":\"{issuer}\""));

        string message = TestVerifier.GetRejectionMessage(token, expected: new ExpectedClaims { Issuer = "https://tenant.example" });

        Assert.Contains("differ only in the scheme or the final slash", message);
    }

    private static void RequireResult(string own, string claims, bool accepted)
    {
        string token = SigningKeys.Sign(TestVerifier.FormatClaims(claims.Trim('{', '}')));

        Failure? failure = TestVerifier.FindFailure(token, new ExpectedClaims { Client = [own] });

        Assert.Equal(accepted ? null : Failure.AudienceMismatch, failure);
    }
}
