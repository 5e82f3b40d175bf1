using System.Numerics;
using TokenModule.Claims;

namespace TokenModule;

/// <summary>How SAP's libraries read the claims of XSUAA and IAS.</summary>
public sealed class ClaimRulesTests
{
    [Theory]
    [InlineData("""{"azp":"a","cid":"b","client_id":"c","aud":["d"]}""", "a")]
    [InlineData("""{"azp":" ","cid":"b","client_id":"c"}""", "b")]
    [InlineData("""{"azp":"","cid":null,"client_id":"c"}""", "c")]
    [InlineData("""{"aud":["d"]}""", "d")]
    [InlineData("""{"aud":"d"}""", "d")]
    [InlineData("""{"aud":["d","e"]}""", null)]
    [InlineData("""{"aud":[" "]}""", null)]
    public void Client_is_azp_then_cid_then_the_only_audience(string claims, string? expected)
    {
        Assert.Equal(expected, TestJwt.ReadClaims(claims).ClientId);
    }

    [Theory]
    [InlineData("""{"ext_attr":{"subaccountid":"s"},"zid":"z"}""", "s")]
    [InlineData("""{"zid":"z"}""", "z")]
    [InlineData("{}", null)]
    public void Subaccount_is_that_of_ext_attr_then_the_zone(string claims, string? expected)
    {
        Assert.Equal(expected, TestJwt.ReadClaims(claims).SubaccountId);
    }

    [Fact]
    public void Token_of_a_client_has_no_user_attributes()
    {
        const string attributes = """ "xs.user.attributes":{"country":["DE"]} """;

        Assert.Empty(TestJwt.ReadClaims($$"""{"grant_type":"client_credentials",{{attributes}}}""").UserAttributes);
        Assert.Single(TestJwt.ReadClaims($$"""{"grant_type":"password",{{attributes}}}""").UserAttributes);
    }

    [Fact]
    public void Whole_numbers_keep_every_digit()
    {
        TokenClaims claims = TestJwt.ReadClaims("""{"a":123456789012345678901234567890,"b":1,"c":1.5}""");

        Assert.Equal(BigInteger.Parse("123456789012345678901234567890", null), claims.Claims["a"]);
        Assert.Equal(1L, claims.Claims["b"]);
        Assert.Equal(1.5, claims.Claims["c"]);
    }

    [Theory]
    [InlineData("""{"iat":null}""")]
    [InlineData("""{"iat":"soon"}""")]
    [InlineData("""{"iat" : "soon"}""")]
    [InlineData("""{"iat":{}}""")]
    [InlineData("""{"i\u0061t":"soon"}""")]
    [InlineData("""{"nested":{"iat":1},"iat":"soon"}""")]
    [InlineData("""{"names":["iat","viat"],"iat":true}""")]
    public void Time_of_issue_that_is_not_a_number_is_an_error(string claims)
    {
        Assert.Equal(Failure.TokenMalformed, Assert.Throws<TokenFormatException>(() => TestJwt.ReadClaims(claims)).Failure);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"iat":1}""")]
    [InlineData("""{"iat": -1.5}""")]
    [InlineData("""{"iat":"1700000000"}""")]
    [InlineData("""{"nested":{"iat":"soon"}}""")]
    [InlineData("""{"nested":{"iat":"soon"},"iat":1}""")]
    [InlineData("""{"names":["iat"]}""")]
    [InlineData("""{"text":"\"iat\":true","iat":1}""")]
    public void Token_without_a_time_of_issue_or_with_a_number_is_read(string claims) => Assert.NotNull(TestJwt.ReadClaims(claims));

    [Theory]
    [InlineData("""{"alg":"RS256","kid":1}""")]
    [InlineData("""{"alg":"RS256","kid":null}""")]
    public void Key_id_that_is_not_a_text_is_an_error(string header)
    {
        string token = $"{TestJwt.Encode(header)}.{TestJwt.Encode("{}")}.AAAA";

        Assert.Equal(Failure.TokenMalformed, Assert.Throws<TokenFormatException>(() => JwtText.ReadToken(token)).Failure);
    }
}
