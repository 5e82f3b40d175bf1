using TokenModule.Claims;

namespace TokenModule;

public sealed class PastedTokenTests
{
    private static readonly string Token = TestJwt.Create("""{"sub":"me"}""");

    public static TheoryData<string> Repaired =>
    [
        Token, $"\"{Token}\"", $"'{Token}'", $"\u201C{Token}\u201D", $"  {Token}\r\n", $"Bearer {Token}", $"bearer  {Token}",
        $"Authorization: Bearer {Token}", $"authorization: {Token}", $"-H \"Authorization: Bearer {Token}\"", $"\"Bearer {Token}\"",
        Token.Insert(20, "\n"), Token.Insert(20, "\r\n  "), $"Bearer {Token.Insert(25, " ")}",
        $$"""{"access_token":"{{Token}}","token_type":"bearer","expires_in":1}""", $$"""{ "id_token": "{{Token}}" }""",
    ];

    [Theory]
    [MemberData(nameof(Repaired))]
    public void Token_is_read_as_people_paste_it(string pasted)
    {
        Assert.Equal("me", PastedToken.ReadClaims(pasted, TimeProvider.System).Subject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello world")]
    [InlineData("{\"a\":1}")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("{")]
    public void Other_text_is_reported_as_it_was_pasted(string text)
    {
        TokenFormatException expected = Assert.Throws<TokenFormatException>(() => TokenClaims.Parse(text, TimeProvider.System));

        TokenFormatException error = Assert.Throws<TokenFormatException>(() => PastedToken.ReadClaims(text, TimeProvider.System));

        Assert.Equal(expected.Message, error.Message);
    }
}
