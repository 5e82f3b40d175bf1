using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys;

/// <summary>What documentation writes where a value belongs: <c>&lt;client_id&gt;</c>, <c>&lt;&lt; your id &gt;&gt;</c>, <c>{{base_url}}</c>, <c>...</c>.</summary>
internal static class Placeholder
{
    private static readonly TimeSpan NeverLonger = TimeSpan.FromSeconds(1);
    private static readonly Regex Whole = new(@"^\s*(<[^<>]+>|<<[^<>]+>>|\{\{[^{}]+\}\}|\.\.\.|…)\s*$", RegexOptions.CultureInvariant, NeverLonger);
    private static readonly Regex InAddress = new(@"^\w+://[^/]*[<>{}]", RegexOptions.CultureInvariant, NeverLonger);
    private static readonly Regex Bare = new(@"(?<=""\s*:\s*)(<[^<>\r\n]+>|\.\.\.)(?=\s*[,}\r\n])", RegexOptions.CultureInvariant, NeverLonger);
    private static readonly Regex Elided = new(@"^[ \t]*(\.\.\.|…)[ \t]*,?[ \t]*\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline, NeverLonger);

    public static bool IsLeftIn(string value) => Whole.IsMatch(value) || InAddress.IsMatch(value);

    /// <summary>Makes JSON of a page's sample, where placeholders stand without quotes and dots stand for members left out.</summary>
    public static string Quote(string text) => Elided.Replace(Bare.Replace(text, "\"$1\""), string.Empty);
}
