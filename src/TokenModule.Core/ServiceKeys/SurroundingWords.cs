using System.Text;
using TokenModule.ServiceKeys.Wrappers;
using TokenModule.ServiceKeys.Yaml;

namespace TokenModule.ServiceKeys;

/// <summary>What stands between the documents of a text: what a command line tool printed around them, or no part of any key.</summary>
internal sealed class SurroundingWords
{
    // Behind these lines of cf env stand the user's own variables, whatever braces they hold.
    private static readonly string[] UserVariables = ["User-Provided:", "Running Environment Variable Groups:", "Staging Environment Variable Groups:"];

    private readonly StringBuilder base64 = new();
    private bool mayBeBase64 = true;
    private bool isPrinted;
    private int strayLine;
    private int base64Line;

    public bool AreNone { get; private set; } = true;

    public bool AreUserVariables { get; private set; }

    public CloudFoundryHeading? Heading { get; private set; }

    /// <summary>How much of the words is kept.</summary>
    public int Length => base64.Length;

    /// <returns>Where a document opens in the line, or its end.</returns>
    public int Opening(string lines, int start, int end)
    {
        bool isFirst = true;
        for (int i = start; i < end && !AreUserVariables;)
        {
            // Within a heading a brace opens nothing, unless JSON goes on behind it.
            int next = SkipWhiteSpace(lines, i + 1, end);
            if (lines[i] == '{' && (isFirst || next == end || lines[next] == '"'))
                return i;
            isFirst &= IsBetween(lines[i]);
            i = next;
        }

        return end;
    }

    public void Add(string said, int line)
    {
        if (said.Length == 0 || ManifestLines.IsSeparator(said))
            return;

        AreNone = false;
        Heading = CloudFoundryHeading.Read(said) ?? Heading;
        AreUserVariables = UserVariables.Contains(said) || (AreUserVariables && !said.StartsWith("Getting ", StringComparison.Ordinal));
        if (strayLine == 0 && !IsClosing(said))
            strayLine = line;
        KeepBase64(said, line);
    }

    /// <summary>Words above a document are its heading, and tell that a tool printed what follows.</summary>
    public void EndBeforeDocument()
    {
        isPrinted |= strayLine > 0;
        Heading = null;
        strayLine = 0;
        mayBeBase64 = false;
        base64.Clear();
    }

    /// <returns>What the words come to where no document follows, or null where they are no matter.</returns>
    public ServiceKeyDocument? Remainder(int documents)
    {
        if (documents > 0)
            return isPrinted || strayLine == 0 ? null : ServiceKeyDocument.None($"what stands at line {strayLine} belongs to no key. Paste the whole service key, from the first {{ to the last }}.");
        if (Base64Text.TryDecode(base64.ToString(), out string decoded))
            return new ServiceKeyDocument(ServiceKeyNotation.Base64, decoded, base64Line);
        return ServiceKeyDocument.None(AreNone ? "empty." : "no JSON object in it, and no manifest. A service key is JSON; if this is the name of a file, pass it with -Path.");
    }

    /// <summary>The words in a part of a line. Keys in an array are read one by one, so its punctuation is none.</summary>
    public static string Said(string lines, int start, int end)
    {
        while (start < end && IsBetween(lines[start]))
        {
            start++;
        }

        while (end > start && IsBetween(lines[end - 1]))
        {
            end--;
        }

        return lines.Substring(start, end - start);
    }

    private static bool IsClosing(string said) => said == "OK" || said.StartsWith("TIP", StringComparison.Ordinal) || said[0] == '#';

    private static bool IsBetween(char c) => char.IsWhiteSpace(c) || c is '[' or ',' or ']';

    private static int SkipWhiteSpace(string lines, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(lines[start]))
        {
            start++;
        }

        return start;
    }

    private void KeepBase64(string said, int line)
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
