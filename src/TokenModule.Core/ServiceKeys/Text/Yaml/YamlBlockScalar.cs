using System.Text;

namespace TokenModule.ServiceKeys.Text.Yaml;

/// <summary>A text over several lines: <c>|</c> keeps the line ends, <c>&gt;</c> folds them (YAML 1.2.2 section 8.1).</summary>
internal static class YamlBlockScalar
{
    /// <param name="header">
    /// <c>|</c> or <c>&gt;</c> with its indicators: <c>-</c> or <c>+</c> for trailing line ends, a digit for the indentation.
    /// </param>
    /// <param name="indent">The indentation of the entry or item that the text belongs to.</param>
    public static string ReadText(YamlLines lines, string header, int indent)
    {
        string indicators = YamlScalar.RemoveComment(header);
        char chomping = indicators.FirstOrDefault(s => s is '-' or '+');
        char digit = indicators.FirstOrDefault(s => s is >= '1' and <= '9');
        if (indicators.Length != 1 + (chomping == 0 ? 0 : 1) + (digit == 0 ? 0 : 1))
            throw lines.CreateError("an unknown indicator after | or >");

        return JoinLines(ReadLines(lines, indent, digit == 0 ? -1 : indent + digit - '0'), isFolded: indicators[0] == '>', chomping);
    }

    private static string JoinLines(List<string> content, bool isFolded, char chomping)
    {
        StringBuilder text = new();
        int last = -1;
        for (int i = 0; i < content.Count; i++)
        {
            if (content[i].Length == 0)
                continue;

            int ends = i - Math.Max(last, 0);
            bool folds = isFolded && last >= 0 && !IsIndented(content[last]) && !IsIndented(content[i]);
            text.Append(folds && ends == 1 ? " " : new string('\n', folds ? ends - 1 : ends)).Append(content[i]);
            last = i;
        }

        return text.Append('\n', chomping == '+' ? content.Count - Math.Max(last, 0) : chomping == '-' || last < 0 ? 0 : 1).ToString();
    }

    // Line ends next to a further indented line are not folded.
    private static bool IsIndented(string line) => line[0] is ' ' or '\t';

    private static List<string> ReadLines(YamlLines lines, int indent, int own)
    {
        List<string> content = [];
        while (lines.ReadRawLineOrDefault() is { } line)
        {
            bool isBlank = line.Trim(' ').Length == 0;
            int spaces = line.Length - line.TrimStart(' ').Length;
            if (!isBlank && own < 0 && spaces > indent)
                own = spaces;
            if (!isBlank && (own < 0 || spaces < own))
            {
                lines.PutBack();
                break;
            }

            content.Add(own >= 0 && line.Length > own ? line.Substring(own) : string.Empty);
        }

        return content;
    }
}
