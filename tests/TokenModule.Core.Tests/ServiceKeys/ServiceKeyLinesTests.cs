using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceKeyLinesTests
{
    [Fact]
    public void Lines_of_one_document_make_one_text()
    {
        Assert.Equal([false, false, false, true], AddAll("{", " \"a\": {", " } ,", "}"));
    }

    [Fact]
    public void Two_documents_make_two_texts()
    {
        Assert.Equal([true, false, true], AddAll("{\"a\":1}", "{", "}"));
    }

    [Theory]
    [InlineData("{ \"secret\": \"}\"", "}")]
    [InlineData("{ \"secret\": \"\\\"}\"", "}")]
    [InlineData("{ // }", "}")]
    [InlineData("{ /* }", "*/ }")]
    public void Braces_in_texts_and_comments_close_nothing(string first, string second)
    {
        Assert.Equal([false, true], AddAll(first, second));
    }

    [Fact]
    public void The_heading_of_cf_belongs_to_the_document()
    {
        ServiceKeyLines lines = new();

        Assert.False(lines.Add("Getting key {x} for service instance y as z..."));
        Assert.False(lines.Add(""));
        Assert.True(lines.Add("{ }"));
        Assert.StartsWith("Getting key", lines.Take(), StringComparison.Ordinal);
        Assert.False(lines.HasMore);
    }

    [Fact]
    public void Text_that_is_no_document_is_left_for_the_end()
    {
        ServiceKeyLines lines = new();

        Assert.False(lines.Add("FAILED"));
        Assert.True(lines.HasMore);
    }

    private static List<bool> AddAll(params string[] texts)
    {
        ServiceKeyLines lines = new();
        List<bool> whole = [];
        foreach (string text in texts)
        {
            whole.Add(lines.Add(text));
            if (whole[^1])
                lines.Take();
        }

        return whole;
    }
}
