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
    public void JWT_requires_three_segments_of_strict_base64url(string token)
    {
        Assert.Equal(Failure.TokenMalformed, AssertRejected(token).Failure);
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
    public void Header_and_claims_must_be_JSON_objects_without_duplicate_names(string json)
    {
        Assert.Equal(Failure.TokenMalformed, AssertRejected(TestJwt.Create(json)).Failure);
        Assert.Equal(Failure.TokenMalformed, AssertRejected(TestJwt.Create("{}", header: json)).Failure);
    }

    [Fact]
    public void Header_of_an_earlier_token_is_not_reused_for_a_different_one()
    {
        string[] headers = [.. new[] { "one", "two", "one", "one", "two" }.Select(kid => $$"""{"kid":"{{kid}}"}""")];

        Assert.Equal(["one", "two", "one", "one", "two"],
            headers.Select(header => TokenClaims.Parse(TestJwt.Create("{}", header), TimeProvider.System).KeyId));
    }

    [Fact]
    public void Depth_and_size_are_limited()
    {
        Assert.Equal(Failure.TokenMalformed,
            AssertRejected(TestJwt.Create("{\"a\":" + new string('[', 100) + new string(']', 100) + "}")).Failure);
        Assert.Contains("256 KiB", AssertRejected(TestJwt.Create($$"""{"a":"{{new string('x', 300_000)}}"}""")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_UTF_8_is_rejected()
    {
        Assert.Equal(Failure.TokenMalformed, AssertRejected($"{TestJwt.Encode("{}")}.eyJhIjoi_yJ9.AAAA").Failure);
    }

    [Theory]
    [InlineData("a.b.c.d.e", Failure.TokenOpaque)]
    [InlineData("eyJlbmMiOiJBMjU2R0NNIn0.e30.AAAA", Failure.TokenMalformed)]
    public void Encrypted_token_is_reported_as_encrypted(string token, Failure failure)
    {
        TokenFormatException error = AssertRejected(token);

        Assert.Equal(failure, error.Failure);
        Assert.Contains("JWE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opaque_token_is_reported_as_opaque()
    {
        Assert.Equal(Failure.TokenOpaque, AssertRejected("4f1c3b6a0d5e4c8f9a7b").Failure);
    }

    [Fact]
    public void Error_message_does_not_contain_the_token()
    {
        Assert.DoesNotContain("canary", AssertRejected("canary.canary").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData(" \n")]
    public void Bearer_prefix_before_a_token_is_ignored(string before)
    {
        Assert.Equal("me", TokenClaims.Parse(before + TestJwt.Create("""{"sub":"me"}""") + "\n", TimeProvider.System).Subject);
    }

    private static TokenFormatException AssertRejected(string token)
    {
        return Assert.Throws<TokenFormatException>(() => TokenClaims.Parse(token, TimeProvider.System));
    }
}
