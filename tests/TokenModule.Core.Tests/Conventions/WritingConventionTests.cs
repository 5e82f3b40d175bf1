using System.Text.RegularExpressions;

namespace TokenModule;

/// <summary>The rules of docs/style.md that a program can check.</summary>
public sealed class WritingConventionTests
{
    private const int LongestLine = 140;

    // Words and patterns that docs/style.md rules out. They are searched in comments, in string literals and in documentation.
    private static readonly Regex RuledOut = new(
        """
        \b(
            mend(s|ed|ing)? | surely | anew | licence | behaviour | colour | honour\w* | recognis\w+ | flavours?
          | (is|are)\ none\b(?!\ of) | stands\ for\ none | (that|which)\ is\ no\b(?!\ longer)
          | (is|are)\ no\ (json|url|jwt|key|token|name|number|text|object|base64|date|path|file|array|list)s?
          | told | asked | wanted | as\ it\ stands | as\ they\ stand | goes\ (behind|by) | behind\ the\ password | held\ back | at\ hand
          | those\ of | ones?\ that | at\ all | by\ itself | is\ over\b(?!\ \d) | in\ place\ of | still\ good
        )\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace);

    private static readonly Regex CommentOrLiteral = new("""(?<!:)//.*|"(?:[^"\\]|\\.)*" """.TrimEnd());

    // A line of JSON in a raw string.
    private static readonly Regex Json = new(@"^\s*[{\s]*""[\w/$-]+"":");

    private static readonly Regex TestData = new("\"\"\".*\"\"\"|\"[^\" ]{60,}\"");

    private static readonly Regex ScriptString = new("""'[^']*'|"[^"]*" """.TrimEnd());

    // DocumentPaths is a constant, and RoleCollections has at most two entries.
    private static readonly Regex UnlimitedList = new("""\{string\.Join\("(, | or )", (?!DocumentPaths|RoleCollections)""");

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        IEnumerable<string> tooLong = ListCode().SelectMany(path => SourceTree.ReadLines(path)
            .Select((line, index) => (line, index))
            .Where(l => CountCharacters(path, l.line) > LongestLine && !Json.IsMatch(l.line))
            .Select(l => $"{path}:{l.index + 1}: {l.line.Length} characters"));

        Findings.AssertNone(tooLong);
    }

    [Fact]
    public void Comments_and_messages_use_plain_words()
    {
        const string OwnFile = nameof(WritingConventionTests) + ".cs";
        IEnumerable<string> found = ListCode().Where(path => !path.EndsWith(OwnFile, StringComparison.Ordinal))
            .SelectMany(path => SourceTree.ReadLines(path)
                .SelectMany((line, index) => SelectProse(path, line).Select(text => (text, index)))
                .Where(t => RuledOut.IsMatch(t.text))
                .Select(t => $"{path}:{t.index + 1}: {RuledOut.Match(t.text)}"));

        Findings.AssertNone(found);
    }

    [Fact]
    public void List_of_names_in_a_message_is_shortened()
    {
        IEnumerable<string> found = new[] { "src/TokenModule", "src/TokenModule.Core" }
            .SelectMany(folder => SourceTree.ListFiles(folder, ".cs"))
            .SelectMany(path => SourceTree.ReadLines(path)
                .Select((line, index) => (line, index))
                .Where(l => UnlimitedList.IsMatch(l.line))
                .Select(l => $"{path}:{l.index + 1}: use {nameof(NameList)}"));

        Findings.AssertNone(found);
    }

    [Fact]
    public void Documentation_uses_plain_words()
    {
        // The style guide quotes the words, and the changelog describes published versions.
        IEnumerable<string> pages = SourceTree.ListFiles("docs", ".md").Where(path => path != "docs/style.md")
            .Concat(["README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"]);
        IEnumerable<string> found = pages.SelectMany(path => SourceTree.ReadLines(path)
            .Select((line, index) => (line, index))
            .Where(l => RuledOut.IsMatch(l.line))
            .Select(l => $"{path}:{l.index + 1}: {RuledOut.Match(l.line)}"));

        Findings.AssertNone(found);
    }

    private static IEnumerable<string> ListCode()
    {
        return SourceTree.ListFiles("src", ".cs", ".ps1").Concat(SourceTree.ListFiles("tests", ".cs", ".ps1"));
    }

    // Text that cannot be broken does not count: the strings of a script, and test data such as JSON and tokens in raw strings or
    // without spaces.
    private static int CountCharacters(string path, string line)
    {
        Regex unbreakable = path.EndsWith(".ps1", StringComparison.Ordinal) ? ScriptString : TestData;
        return line.Length <= LongestLine ? line.Length : unbreakable.Replace(line, string.Empty).Length;
    }

    private static IEnumerable<string> SelectProse(string path, string line)
    {
        return path.EndsWith(".ps1", StringComparison.Ordinal) ? [line] : CommentOrLiteral.Matches(line).Select(m => m.Value);
    }
}
