using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys.Credentials;

/// <summary>PEM as keys hold it: its line ends can be the two characters <c>\n</c>, spaces, or missing.</summary>
internal static class PemText
{
    private static readonly Regex Boundary = new("-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>One boundary and one block of base64 to a line, which every reader takes.</summary>
    public static string Repair(string text)
    {
        string lines = text.TrimStart('\uFEFF').Replace("\\r", "").Replace("\\n", "\n");
        return Boundary.Replace(lines, "\n$0\n").Trim() + "\n";
    }

    /// <summary>The lines that are neither boundaries nor empty: each is a part that a log could show.</summary>
    public static IEnumerable<string> SplitContentLines(string text)
    {
        return Repair(text).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("-----", StringComparison.Ordinal));
    }
}
