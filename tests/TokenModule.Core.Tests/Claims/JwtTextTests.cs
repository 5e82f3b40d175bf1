using TokenModule.Claims;

namespace TokenModule;

public sealed class JwtTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("a.b")]
    [InlineData("...")]
    [InlineData("e30..AAAA")]
    [InlineData(".e30.AAAA")]
    [InlineData("e30.e30.AAAA.AAAA")]
    [InlineData("e30=.e30.AAAA")]
    [InlineData("e30.e 0.AAAA")]
    [InlineData("e30.e30.AAB")]
    public void Only_three_segments_of_strict_base64url_are_a_jwt(string token)
    {
        Assert.Equal(Failure.TokenMalformed, Refused(token).Failure);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"x":{"a":1,"a":2}}""")]
    [InlineData("""{"x":[{"a":1,"a":2}]}""")]
    [InlineData("""{"x":"\ud800"}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("{\"a\":1 // comment\n}")]
    public void Header_and_claims_are_json_objects_without_a_name_twice(string json)
    {
        Assert.Equal(Failure.TokenMalformed, Refused(Jwt.Of(json)).Failure);
        Assert.Equal(Failure.TokenMalformed, Refused(Jwt.Of("{}", header: json)).Failure);
    }

    [Fact]
    public void Each_token_has_its_own_header_whichever_was_read_before()
    {
        string[] headers = [.. new[] { "one", "two", "one", "one", "two" }.Select(kid => $$"""{"kid":"{{kid}}"}""")];

        Assert.Equal(["one", "two", "one", "one", "two"], headers.Select(header => TokenClaims.Read(Jwt.Of("{}", header), TimeProvider.System).KeyId));
    }

    [Fact]
    public void Depth_and_size_are_capped()
    {
        Assert.Equal(Failure.TokenMalformed, Refused(Jwt.Of("{\"a\":" + new string('[', 100) + new string(']', 100) + "}")).Failure);
        Assert.Contains("256 KiB", Refused(Jwt.Of($$"""{"a":"{{new string('x', 300_000)}}"}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        Assert.Equal(Failure.TokenMalformed, Refused($"{Jwt.Encode("{}")}.eyJhIjoi_yJ9.AAAA").Failure);
    }

    [Theory]
    [InlineData("a.b.c.d.e")]
    [InlineData("eyJlbmMiOiJBMjU2R0NNIn0.e30.AAAA")]
    public void An_encrypted_token_is_named(string token)
    {
        Assert.Contains("JWE", Refused(token).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_opaque_token_is_named()
    {
        Assert.Equal(Failure.TokenOpaque, Refused("4f1c3b6a0d5e4c8f9a7b").Failure);
    }

    [Fact]
    public void A_refusal_does_not_repeat_the_token()
    {
        Assert.DoesNotContain("canary", Refused("canary.canary").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData(" \n")]
    public void What_stands_before_a_token_in_a_header_is_passed_over(string before)
    {
        Assert.Equal("me", TokenClaims.Read(before + Jwt.Of("""{"sub":"me"}""") + "\n", TimeProvider.System).Subject);
    }

    private static TokenFormatException Refused(string token)
    {
        return Assert.Throws<TokenFormatException>(() => TokenClaims.Read(token, TimeProvider.System));
    }
}
