using System.Text;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenResponseTests
{
    [Fact]
    public void Typical_response_is_read_and_unknown_members_are_ignored()
    {
        TokenResponse answer = Parse("""{"access_token":"a.b-c_d~e+f/g==","token_type":"bearer","expires_in":43199,"scope":"uaa.resource ner-trial!b49985.default","jti":"j","new":{"x":[1]}}""");

        Assert.Equal("a.b-c_d~e+f/g==", answer.AccessToken.Reveal());
        Assert.Equal(TimeSpan.FromSeconds(43199), answer.Lifetime);
        Assert.Equal(["uaa.resource", "ner-trial!b49985.default"], answer.Scopes);
        Assert.Equal("j", answer.Jti);
        Assert.Null(answer.RefreshToken);
    }

    [Theory]
    [InlineData("\"error\":null")]
    [InlineData("\"error\":\"\"")]
    [InlineData("\"scope\":null")]
    [InlineData("\"expires_in\":null")]
    [InlineData("\"token_type\":null")]
    [InlineData("\"refresh_token\":null")]
    public void Member_without_a_value_counts_as_absent(string member)
    {
        TokenResponse response = Parse($$"""{"access_token":"t",{{member}}}""");

        Assert.Equal("t", response.AccessToken.Reveal());
        Assert.Null(response.Scopes);
    }

    [Theory]
    [InlineData("\"a b\"", new[] { "a", "b" })]
    [InlineData("""["a","b"]""", new[] { "a", "b" })]
    [InlineData("""["a",["x"],{"b":1},2]""", new[] { "a" })]
    [InlineData("\"\"", new string[0])]
    [InlineData("7", new string[0])]
    public void Scopes_are_a_text_or_an_array(string scope, string[] expected)
    {
        Assert.Equal(expected, Parse($$"""{"access_token":"t","scope":{{scope}},"jti":"j"}""").Scopes);
    }

    [Theory]
    [InlineData("43199", 43199)]
    [InlineData("\"43199\"", 43199)]
    [InlineData("0.5", 0.5)]
    [InlineData("0", 0)]
    [InlineData("-1", 0)]
    [InlineData("\"soon\"", 0)]
    [InlineData("1e300", 0)]
    [InlineData("99999999999999999999", 0)]
    [InlineData("null", 0)]
    [InlineData("[1]", 0)]
    public void Invalid_lifetime_counts_as_zero(string expiresIn, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Parse($$"""{"access_token":"t","expires_in":{{expiresIn}}}""").Lifetime);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("BEARER")]
    public void Token_type_is_case_insensitive(string type)
    {
        Assert.Equal("t", Parse($$"""{"access_token":"t","token_type":"{{type}}"}""").AccessToken.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html></html>")]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":1}""")]
    [InlineData("""{"access_token":"a b"}""")]
    [InlineData("""{"access_token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"access_token":"a\u0000"}""")]
    [InlineData("""{"access_token":"="}""")]
    [InlineData("""{"access_token":"t","token_type":"mac"}""")]
    [InlineData("""{"access_token":"t","token_type":1}""")]
    [InlineData("""{"access_token":"t","error":"invalid_client"}""")]
    [InlineData("""{"access_token":"t","access_token":"u"}""")]
    [InlineData("""{"access_token":"t","\u0061ccess_token":"u"}""")]
    [InlineData("""{"access_token":"t"} trailing""")]
    [InlineData("""{"access_token":"t"}{}""")]
    [InlineData("""{"access_token":"t","x":"\ud800","jti":"\ud800"}""")]
    public void Response_without_exactly_one_valid_bearer_token_is_rejected(string body)
    {
        Assert.Throws<FormatException>(() => Parse(body));
    }

    [Fact]
    public void Deep_nesting_and_other_encodings_are_rejected()
    {
        Assert.Throws<FormatException>(() => Parse("{\"x\":" + new string('[', 100) + new string(']', 100) + ",\"access_token\":\"t\"}"));
        Assert.Throws<FormatException>(() => TokenResponse.Parse(Encoding.Unicode.GetBytes("""{"access_token":"t"}""")));
        Assert.Throws<FormatException>(() => TokenResponse.Parse([.. "{\"access_token\":\"t\",\"x\":\""u8, 0xFF, .. "\"}"u8]));
    }

    [Fact]
    public void Byte_order_mark_is_ignored()
    {
        Assert.Equal("t", TokenResponse.Parse([0xEF, 0xBB, 0xBF, .. """{"access_token":"t"}"""u8]).AccessToken.Reveal());
    }

    private static TokenResponse Parse(string body) => TokenResponse.Parse(Encoding.UTF8.GetBytes(body));
}
