using TokenModule.ServiceKeys.Text;

namespace TokenModule;

public sealed class ServiceKeyLinesTests
{
    public static TheoryData<string> Texts { get; } = [.. ServiceKeySamples.All.Keys];

    [Fact]
    public void Document_is_complete_at_its_closing_brace()
    {
        Assert.Equal([0, 0, 0, 1], CountDocuments("{", " \"a\": {", " } ,", "}"));
    }

    [Fact]
    public void Several_documents_in_one_text_are_separated()
    {
        Assert.Equal([1, 0, 1], CountDocuments("{\"a\":1}", "{", "}"));
        Assert.Equal([2], CountDocuments("{\"a\":1} {\"b\":1}"));
    }

    [Theory]
    [InlineData("{ \"secret\": \"}\"", "}")]
    [InlineData("{ \"secret\": \"\\\"}\"", "}")]
    [InlineData("{ // }", "}")]
    [InlineData("{ /* }", "*/ }")]
    public void Braces_in_strings_and_comments_are_ignored(string first, string second)
    {
        Assert.Equal([0, 1], CountDocuments(first, second));
    }

    [Fact]
    public void Missing_quote_damages_only_its_own_document()
    {
        Assert.Equal([0, 0, 1, 1], CountDocuments("{", " \"a\": \"b,", "}", "{\"a\":1}"));
    }

    [Fact]
    public void Cf_heading_names_the_document()
    {
        ServiceKeyLines lines = new();

        Assert.Empty(lines.AddLines("Getting key {x} for service instance y as z..."));
        Assert.Empty(lines.AddLines(""));
        Assert.Equal(new CloudFoundryHeading("{x}", "y"), Assert.Single(lines.AddLines("{ }")).Heading);
        Assert.Empty(lines.Complete());
    }

    [Fact]
    public void Manifest_is_complete_at_the_next_document_or_at_the_end()
    {
        ServiceKeyLines lines = new();

        Assert.Empty(lines.AddLines(ServiceKeySamples.SecretYaml));
        Assert.Single(lines.AddLines("---"));
        Assert.Empty(lines.AddLines(ServiceKeySamples.SecretYaml));
        Assert.Single(lines.AddLines(ServiceKeySamples.SecretYaml));
        Assert.Equal(2, lines.AddLines(ServiceKeySamples.Flat).Count);
        Assert.Empty(lines.Complete());
    }

    [Theory]
    [InlineData("FAILED", "a command that failed")]
    [InlineData("", "empty")]
    [InlineData("{\"a\":1}\nrest", "line 2")]
    public void Text_outside_any_document_is_reported_at_the_end(string text, string expected)
    {
        ServiceKeyLines lines = new();
        lines.AddLines(text);

        Assert.Contains(expected, Assert.Single(lines.Complete()).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1}\n\nOK\n\nTIP: Use 'cf push'\n")]
    [InlineData("Getting key a for service instance b as c...\n{\"a\":1}\n\nwhatever a tool prints\n")]
    [InlineData("[\n{\"a\":1},\n{\"a\":1}\n]\n")]
    public void Tool_output_after_a_document_is_ignored(string text)
    {
        ServiceKeyLines lines = new();
        lines.AddLines(text);

        Assert.Empty(lines.Complete());
    }

    [Fact]
    public void Endless_input_is_rejected_exactly_once()
    {
        ServiceKeyLines lines = new();
        string line = new('a', 1024 * 1024);
        List<ServiceKeyDocument> given =
        [
            .. lines.AddLines("{"),
            .. Enumerable.Repeat(line, 9).SelectMany(lines.AddLines),
            .. lines.Complete(),
        ];

        Assert.Contains("4 MiB", Assert.Single(given).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_and_its_single_lines_contain_the_same_documents(string text)
    {
        ServiceKeyLines whole = new();
        ServiceKeyLines single = new();

        IEnumerable<ServiceKeyDocument> ofText = [.. whole.AddLines(ServiceKeySamples.All[text].TrimEnd('\n')), .. whole.Complete()];
        IEnumerable<ServiceKeyDocument> ofLines =
        [
            .. ServiceKeySamples.All[text].TrimEnd('\n').Split('\n').SelectMany(single.AddLines),
            .. single.Complete(),
        ];

        Assert.Equal(ofText, ofLines);
        Assert.DoesNotContain(ofText, d => d.ToString().Contains("canary", StringComparison.Ordinal));
    }

    private static List<int> CountDocuments(params string[] texts)
    {
        ServiceKeyLines lines = new();
        return [.. texts.Select(t => lines.AddLines(t).Count)];
    }
}
