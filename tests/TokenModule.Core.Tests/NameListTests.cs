using TokenModule.Api;

namespace TokenModule;

public sealed class NameListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "'a'")]
    [InlineData("a a b", "'a', 'b'")]
    [InlineData("a b c d e", "'a', 'b', 'c', 'd', 'e'")]
    [InlineData("a b c d e f g", "'a', 'b', 'c', 'd', 'e' and 2 more")]
    public void Long_list_is_shortened_to_five_names(string names, string expected)
    {
        Assert.Equal(expected, NameList.JoinQuoted(names.Split([' '], StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Message_with_many_endpoints_is_short()
    {
        IEnumerable<string> members = Enumerable.Range(1, 7).Select(i => $"\"e{i}_url\": \"https://e{i}.example\"");
        ServiceKey key = TestServiceKeys.Read(
            $$"""
            { "endpoints": { {{string.Join(", ", members)}} },
              "uaa": { "clientid": "c", "clientsecret": "s", "url": "https://sub.authentication.example", "identityzone": "sub" } }
            """);

        BtpApiException error = Assert.Throws<BtpApiException>(() => EndpointName.Resolve(key, name: null));

        Assert.EndsWith("Select one with -Endpoint: e1, e2, e3, e4, e5 and 2 more.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("displayName", true)]
    [InlineData("$top", true)]
    [InlineData("", false)]
    [InlineData("displayName=secret", false)]
    [InlineData("secret\r\nvalue", false)]
    [InlineData("secret value", false)]
    public void Only_a_text_that_can_be_a_name_is_quoted(string text, bool isQuoted)
    {
        Assert.Equal(isQuoted, NameList.QuoteOrDescribe(text) == $"'{text}'");
        Assert.Equal(isQuoted, text.Length > 0 && NameList.QuoteOrDescribe(text).Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Very_long_name_is_described_at_once()
    {
        string name = new('k', 10_000_000);

        Assert.DoesNotContain("kk", NameList.QuoteOrDescribe(name), StringComparison.Ordinal);
        Assert.Null(NearestName.FindOrDefault(name, ["displayName"]));
        Assert.InRange(Http.ServerText.Clean(name).Length, 300, 301);
    }

    [Fact]
    public void Name_is_shown_in_one_line() => Assert.Equal("'a  b'", NameList.JoinQuoted(["a\r\nb"]));
}
