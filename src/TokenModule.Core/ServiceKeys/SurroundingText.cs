using System.Text;
using TokenModule.ServiceKeys.Wrappers;
using TokenModule.ServiceKeys.Yaml;

namespace TokenModule.ServiceKeys;

/// <summary>What stands between the documents of a text: what a command line tool printed around them, or no part of any key.</summary>
internal sealed class SurroundingText
{
    // Behind these lines of cf env stand the user's own variables, whatever braces they hold.
    private static readonly string[] UserVariables = ["User-Provided:", "Running Environment Variable Groups:", "Staging Environment Variable Groups:"];

    private readonly StringBuilder base64 = new();
    private bool mayBeBase64 = true;
    private bool isPrinted;
    private int strayLine;
    private int base64Line;

    public bool IsEmpty { get; private set; } = true;

    public bool IsInUserVariables { get; private set; }

    public CloudFoundryHeading? Heading { get; private set; }

    /// <summary>How much of the words is kept.</summary>
    public int Length => base64.Length;

    /// <returns>Where a document opens in the line, or its end.</returns>
    public int FindOpeningBrace(string lines, int start, int end)
    {
        bool isFirst = true;
        for (int i = start; i < end && !IsInUserVariables;)
        {
            // Within a heading a brace opens nothing, unless JSON goes on behind it.
            int next = SkipWhiteSpace(lines, i + 1, end);
            if (lines[i] == '{' && (isFirst || next == end || lines[next] == '"'))
                return i;
            isFirst &= IsSeparator(lines[i]);
            i = next;
        }

        return end;
    }

    public void AddText(string said, int line)
    {
        if (said.Length == 0 || ManifestLines.IsSeparator(said))
            return;

        IsEmpty = false;
        Heading = CloudFoundryHeading.ParseOrDefault(said) ?? Heading;
        IsInUserVariables = UserVariables.Contains(said) || (IsInUserVariables && !said.StartsWith("Getting ", StringComparison.Ordinal));
        if (strayLine == 0 && !IsClosingLine(said))
            strayLine = line;
        AppendBase64(said, line);
    }

    /// <summary>Words above a document are its heading, and tell that a tool printed what follows.</summary>
    public void StartDocument()
    {
        isPrinted |= strayLine > 0;
        Heading = null;
        strayLine = 0;
        mayBeBase64 = false;
        base64.Clear();
    }

    /// <returns>What the words come to where no document follows, or null where they are no matter.</returns>
    public ServiceKeyDocument? CompleteOrDefault(int documents)
    {
        if (documents > 0)
            return isPrinted || strayLine == 0 ? null : ServiceKeyDocument.CreateInvalid($"what stands at line {strayLine} belongs to no key. Paste the whole service key, from the first {{ to the last }}.");
        if (Base64Text.TryDecode(base64.ToString(), out string decoded))
            return new ServiceKeyDocument(ServiceKeyNotation.Base64, decoded, base64Line);
        return ServiceKeyDocument.CreateInvalid(IsEmpty ? "empty." : "no JSON object in it, and no manifest. A service key is JSON; if this is the name of a file, pass it with -Path.");
    }

    /// <summary>The words in a part of a line. Keys in an array are read one by one, so its punctuation is none.</summary>
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

    private static bool IsClosingLine(string said) => said == "OK" || said.StartsWith("TIP", StringComparison.Ordinal) || said[0] == '#';

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '[' or ',' or ']';

    private static int SkipWhiteSpace(string lines, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(lines[start]))
        {
            start++;
        }

        return start;
    }

    private void AppendBase64(string said, int line)
    {
        mayBeBase64 &= said.All(Base64Text.IsDigit);
        if (base64.Length == 0)
            base64Line = line;
        if (mayBeBase64)
            base64.Append(said);
        else
            base64.Clear();
    }
}
