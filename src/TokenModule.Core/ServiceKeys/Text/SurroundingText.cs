using System.Text;
using TokenModule.ServiceKeys.Text.Yaml;

namespace TokenModule.ServiceKeys.Text;

/// <summary>The text outside the documents: the output of a command line tool, or text that belongs to no key.</summary>
internal sealed class SurroundingText
{
    // cf env prints the user's own variables after these lines. They can contain braces that do not open a key.
    private static readonly string[] UserVariables =
    [
        "User-Provided:", "Running Environment Variable Groups:", "Staging Environment Variable Groups:",
    ];

    private const string EmptyError = "The text is empty. Paste a service key, or check the command that prints it.";
    private const string NoDocumentError =
        "The text contains no JSON object and no manifest. A service key is JSON. If the text is the name of a file, use -Path.";

    private const string GoMapError =
        "The text is a Go map, the output of an old kubectl with -o jsonpath. Use JSON: kubectl get secret NAME -o json.";

    private static readonly string[] Comments = ["#", "//", "/*", "*/"];

    private readonly StringBuilder base64 = new();
    private readonly FailedCommand failedCommand = new();
    private bool mayBeBase64 = true;
    private bool isPrinted;
    private bool isGoMap;
    private int strayLine;
    private int base64Line;

    public bool IsEmpty { get; private set; } = true;

    public bool IsInUserVariables { get; private set; }

    public CloudFoundryHeading? Heading { get; private set; }

    /// <summary>The number of characters that are kept for base64 decoding.</summary>
    public int Length => base64.Length;

    /// <returns>The position of the brace that opens a document, or <paramref name="end"/>.</returns>
    public int FindOpeningBrace(string lines, int start, int end)
    {
        bool isFirst = true;
        for (int i = start; i < end && !IsInUserVariables;)
        {
            // A brace inside a heading opens a document only when JSON follows it.
            int next = SkipWhiteSpace(lines, i + 1, end);
            if (lines[i] == '{' && (isFirst || next == end || IsQuote(lines[next])))
                return i;
            isFirst &= IsSeparator(lines[i]);
            i = next;
        }

        return end;
    }

    public void AddText(string outside, int line)
    {
        if (outside.Length == 0 || ManifestLines.IsSeparator(outside))
            return;

        IsEmpty = false;
        failedCommand.AddLine(outside);
        isGoMap |= outside.StartsWith("map[", StringComparison.Ordinal);
        Heading = CloudFoundryHeading.ParseOrDefault(outside) ?? Heading;
        IsInUserVariables = UserVariables.Contains(outside)
            || (IsInUserVariables && !outside.StartsWith("Getting ", StringComparison.Ordinal));
        if (strayLine == 0 && !IsClosingLine(outside))
            strayLine = line;
        AppendBase64(outside, line);
    }

    /// <summary>Called when a document is complete. Text above a document is its heading, so a tool printed the document.</summary>
    public void StartDocument()
    {
        isPrinted |= strayLine > 0;
        Heading = null;
        strayLine = 0;
        mayBeBase64 = false;
        base64.Clear();
    }

    /// <returns>A document for the remaining text: decoded base64 or an error. Null when the text can be ignored.</returns>
    public ServiceKeyDocument? CompleteOrDefault(int documents)
    {
        if (documents > 0)
            return isPrinted || strayLine == 0 ? null : ServiceKeyDocument.CreateInvalid(FormatStrayTextError(strayLine));
        if (Base64Text.TryDecode(base64.ToString(), out string decoded))
            return new ServiceKeyDocument(ServiceKeyNotation.Base64, decoded, base64Line);
        return ServiceKeyDocument.CreateInvalid(DescribeError());
    }

    private string DescribeError()
    {
        if (failedCommand.Message is { } message)
            return $"The text is the message of a command that failed: \"{message}\" Run this command alone and solve its problem first.";

        return IsEmpty ? EmptyError : isGoMap ? GoMapError : NoDocumentError;
    }

    /// <summary>The text in a part of a line, without the brackets and commas of an array: its keys are read one by one.</summary>
    public static string TrimSeparators(string lines, int start, int end)
    {
        while (start < end && IsSeparator(lines[start]))
        {
            start++;
        }

        while (end > start && IsSeparator(lines[end - 1]))
        {
            end--;
        }

        return lines.Substring(start, end - start);
    }

    private static string FormatStrayTextError(int line) =>
        $"The text at line {line} belongs to no key. Paste the whole service key, from the first {{ to the last }}.";

    private static bool IsClosingLine(string outside)
    {
        return outside == "OK"
            || outside.StartsWith("TIP", StringComparison.Ordinal)
            || Comments.Any(comment => outside.StartsWith(comment, StringComparison.Ordinal));
    }

    private static bool IsQuote(char c) => c is '"' or '\'' or '\\' or '\u201C' or '\u201D';

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '[' or ',' or ']';

    private static int SkipWhiteSpace(string lines, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(lines[start]))
        {
            start++;
        }

        return start;
    }

    private void AppendBase64(string outside, int line)
    {
        mayBeBase64 &= outside.All(Base64Text.IsDigit);
        if (base64.Length == 0)
            base64Line = line;
        if (mayBeBase64)
            base64.Append(outside);
        else
            base64.Clear();
    }
}
