using System.Text;
using TokenModule.Json;

namespace TokenModule;

public sealed class JsonMembersTests
{
    [Theory]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("", "is not valid JSON")]
    [InlineData("{\"a\":canary}", "is not valid JSON")]
    [InlineData("{\"a\":1,}", "is not valid JSON")]
    [InlineData("{} {}", "is not valid JSON")]
    [InlineData("""{"a":1,"\u0061":2}""", "contains a member twice")]
    [InlineData("""{"x":[{"a":1,"a":2}]}""", "contains a member twice")]
    [InlineData("""{"x":"\ud800"}""", "contains text that is not Unicode")]
    [InlineData("""{"x":{"\udc00":1}}""", "contains text that is not Unicode")]
    public void Error_states_the_broken_rule_without_the_text(string json, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => Parse(json));

        Assert.Equal(expected, error.Message);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_rejected()
    {
        Assert.Equal("is not UTF-8", Assert.Throws<FormatException>(() => JsonMembers.Parse([.. "{\"a\":\""u8, 0xFF, .. "\"}"u8])).Message);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nesting_is_limited_to_64_levels(int levels, bool isValid)
    {
        string json = "{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}";

        Assert.Equal(isValid, Record.Exception(() => Parse(json)) is null);
    }

    [Fact]
    public void Equal_names_are_found_among_many_names()
    {
        string names = string.Join(",", Enumerable.Range(0, 1000).Select(i => $"\"claim{i}\":1"));

        Assert.Null(Record.Exception(() => Parse($"{{{names}}}")));
        Assert.Throws<FormatException>(() => Parse($"{{{names},\"claim500\":1}}"));
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("\"1.5\"", 1.5)]
    [InlineData("\"soon\"", null)]
    [InlineData("\"-1\"", null)]
    [InlineData("[1]", null)]
    [InlineData("null", null)]
    public void Number_can_be_written_as_text(string value, double? expected)
    {
        Assert.Equal(expected, Parse($$"""{"n":{{value}}}""").GetNumberOrDefault("n"u8));
    }

    [Fact]
    public void Escaped_name_is_found()
    {
        Assert.Equal("me", Parse("""{"s\u0075b":"me"}""").GetTextOrDefault("sub"u8));
    }

    private static JsonMembers Parse(string json) => JsonMembers.Parse(Encoding.UTF8.GetBytes(json));
}
