using System.Text;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenAnswerTests
{
    [Fact]
    public void The_answer_of_the_seeds_is_read_and_unknown_members_are_passed_over()
    {
        TokenAnswer answer = Parse("""{"access_token":"a.b-c_d~e+f/g==","token_type":"bearer","expires_in":43199,"scope":"uaa.resource ner-trial!b49985.default","jti":"j","new":{"x":[1]}}""");

        Assert.Equal("a.b-c_d~e+f/g==", answer.AccessToken.Reveal());
        Assert.Equal(TimeSpan.FromSeconds(43199), answer.Lifetime);
        Assert.Equal(["uaa.resource", "ner-trial!b49985.default"], answer.Scopes);
        Assert.Equal("j", answer.Jti);
        Assert.Null(answer.RefreshToken);
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
    public void A_life_that_makes_no_sense_is_none(string expiresIn, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Parse($$"""{"access_token":"t","expires_in":{{expiresIn}}}""").Lifetime);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("BEARER")]
    public void The_type_is_compared_without_case(string type)
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
    public void Anything_but_one_good_bearer_token_is_refused(string body)
    {
        Assert.Throws<FormatException>(() => Parse(body));
    }

    [Fact]
    public void Depth_and_encoding_are_bounded()
    {
        Assert.Throws<FormatException>(() => Parse("{\"x\":" + new string('[', 100) + new string(']', 100) + ",\"access_token\":\"t\"}"));
        Assert.Throws<FormatException>(() => TokenAnswer.Parse(Encoding.Unicode.GetBytes("""{"access_token":"t"}""")));
        Assert.Throws<FormatException>(() => TokenAnswer.Parse([.. "{\"access_token\":\"t\",\"x\":\""u8, 0xFF, .. "\"}"u8]));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        Assert.Equal("t", TokenAnswer.Parse([0xEF, 0xBB, 0xBF, .. """{"access_token":"t"}"""u8]).AccessToken.Reveal());
    }

    private static TokenAnswer Parse(string body) => TokenAnswer.Parse(Encoding.UTF8.GetBytes(body));
}
