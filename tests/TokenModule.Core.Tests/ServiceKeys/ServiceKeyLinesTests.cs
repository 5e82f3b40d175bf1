using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceKeyLinesTests
{
    public static TheoryData<string> Texts { get; } = [.. Samples.All.Keys];

    [Fact]
    public void Lines_of_one_document_make_one_text()
    {
        Assert.Equal([0, 0, 0, 1], AddAll("{", " \"a\": {", " } ,", "}"));
    }

    [Fact]
    public void Two_documents_make_two_texts()
    {
        Assert.Equal([1, 0, 1], AddAll("{\"a\":1}", "{", "}"));
        Assert.Equal([2], AddAll("{\"a\":1} {\"b\":1}"));
    }

    [Theory]
    [InlineData("{ \"secret\": \"}\"", "}")]
    [InlineData("{ \"secret\": \"\\\"}\"", "}")]
    [InlineData("{ // }", "}")]
    [InlineData("{ /* }", "*/ }")]
    public void Braces_in_texts_and_comments_close_nothing(string first, string second)
    {
        Assert.Equal([0, 1], AddAll(first, second));
    }

    [Fact]
    public void A_quote_left_out_spoils_one_document_and_not_the_next()
    {
        Assert.Equal([0, 0, 1, 1], AddAll("{", " \"a\": \"b,", "}", "{\"a\":1}"));
    }

    [Fact]
    public void The_heading_of_cf_names_the_document()
    {
        ServiceKeyLines lines = new();

        Assert.Empty(lines.Add("Getting key {x} for service instance y as z..."));
        Assert.Empty(lines.Add(""));
        Assert.Equal(new CloudFoundryHeading("{x}", "y"), Assert.Single(lines.Add("{ }")).Heading);
        Assert.Empty(lines.End());
    }

    [Fact]
    public void A_manifest_is_whole_at_the_next_one_or_at_the_end()
    {
        ServiceKeyLines lines = new();

        Assert.Empty(lines.Add(Samples.SecretYaml));
        Assert.Single(lines.Add("---"));
        Assert.Empty(lines.Add(Samples.SecretYaml));
        Assert.Single(lines.Add(Samples.SecretYaml));
        Assert.Equal(2, lines.Add(Samples.Flat).Count);
        Assert.Empty(lines.End());
    }

    [Theory]
    [InlineData("FAILED", "no JSON")]
    [InlineData("", "empty")]
    [InlineData("{\"a\":1}\nrest", "line 2")]
    public void Words_that_belong_to_no_document_are_told_at_the_end(string text, string expected)
    {
        ServiceKeyLines lines = new();
        lines.Add(text);

        Assert.Contains(expected, Assert.Single(lines.End()).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1}\n\nOK\n\nTIP: Use 'cf push'\n")]
    [InlineData("Getting key a for service instance b as c...\n{\"a\":1}\n\nwhatever a tool prints\n")]
    [InlineData("[\n{\"a\":1},\n{\"a\":1}\n]\n")]
    public void What_a_tool_prints_behind_a_document_is_passed_over(string text)
    {
        ServiceKeyLines lines = new();
        lines.Add(text);

        Assert.Empty(lines.End());
    }

    [Fact]
    public void Lines_without_end_are_refused_once()
    {
        ServiceKeyLines lines = new();
        string line = new('a', 1024 * 1024);
        List<ServiceKeyDocument> given = [.. lines.Add("{"), .. Enumerable.Repeat(line, 9).SelectMany(lines.Add), .. lines.End()];

        Assert.Contains("4 MiB", Assert.Single(given).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_and_its_lines_one_by_one_give_the_same(string text)
    {
        ServiceKeyLines whole = new();
        ServiceKeyLines single = new();

        IEnumerable<ServiceKeyDocument> ofText = [.. whole.Add(Samples.All[text].TrimEnd('\n')), .. whole.End()];
        IEnumerable<ServiceKeyDocument> ofLines = [.. Samples.All[text].TrimEnd('\n').Split('\n').SelectMany(single.Add), .. single.End()];

        Assert.Equal(ofText, ofLines);
        Assert.DoesNotContain(ofText, d => d.ToString().Contains("canary", StringComparison.Ordinal));
    }

    private static List<int> AddAll(params string[] texts)
    {
        ServiceKeyLines lines = new();
        return [.. texts.Select(t => lines.Add(t).Count)];
    }
}
