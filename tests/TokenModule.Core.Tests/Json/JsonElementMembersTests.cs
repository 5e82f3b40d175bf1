using System.Text.Json;
using TokenModule.Json;

namespace TokenModule;

public sealed class JsonElementMembersTests
{
    [Theory]
    [InlineData("""{"x":"text"}""", "text", "text")]
    [InlineData("""{"x":""}""", null, "")]
    [InlineData("""{"x":1.50}""", null, "1.50")]
    [InlineData("""{"x":null}""", null, null)]
    [InlineData("""{"x":{}}""", null, null)]
    [InlineData("""{"y":"text"}""", null, null)]
    [InlineData("""["x"]""", null, null)]
    public void Text_of_a_member_is_read(string json, string? expected, string? expectedOfResponse)
    {
        JsonElement element = Parse(json);

        Assert.Equal((expected, expectedOfResponse), (element.GetTextOrDefault("x"), element.FindTextOrDefault("x")));
    }

    [Theory]
    [InlineData("""{"x":"\ud800"}""")]
    [InlineData("""{"x":"text","\ud800":1}""")]
    public void Unpaired_surrogate_is_an_error_except_in_responses(string json)
    {
        JsonElement element = Parse(json);

        Assert.Throws<InvalidUnicodeException>(() => JsonUnicode.Require(() => element.GetTextOrDefault("x")));
        Assert.Null(element.FindTextOrDefault("x"));
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
