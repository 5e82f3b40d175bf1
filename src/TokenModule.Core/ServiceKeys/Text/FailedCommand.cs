using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys.Text;

/// <summary>Recognizes the message of a command line tool that failed: cf, btp, kubectl, terraform, vault, az.</summary>
internal sealed class FailedCommand
{
    private const int MaximumLength = 200;

    // cf and btp print FAILED on a line of its own, and the reason on the next line, or to the error stream.
    private const string Verdict = "FAILED";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private static readonly Regex Reason = new(
        """
        ^\W*( error\b | fatal\b | failed\b | unauthorized\b | forbidden\b | unable\ to\b | usage: )
        | \b( not\ logged\ in | no\ api\ endpoint\ set | log(ged)?\ in\ (again|first) | no\ outputs?\ found | permission\ denied
            | access\ denied | token\ expired | session\ (has\ )?expired | command\ not\ found | is\ not\ recognized | not\ found )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        Timeout);

    // Anything that could be a secret. The names of instances and keys are rarely longer.
    private static readonly Regex LongWord = new(@"[^\s.,'""()]{32,}", RegexOptions.CultureInvariant, Timeout);

    private string? previous;
    private string? reason;
    private bool hasVerdict;

    /// <summary>The line that names the reason, shortened and without long words. Null when the text is not such a message.</summary>
    public string? Message => reason ?? (hasVerdict ? previous ?? Verdict : null);

    public void AddLine(string line)
    {
        string text = new([.. line.Where(c => !char.IsControl(c))]);
        text = text.Trim();
        if (text.Length == 0 || text.Length > 10 * MaximumLength)
            return;

        if (text == Verdict)
            hasVerdict = true;
        else if (reason is null && (hasVerdict || Reason.IsMatch(text)))
            reason = Shorten(text);
        else
            previous = Shorten(text);
    }

    private static string Shorten(string text)
    {
        string safe = LongWord.Replace(text, "…");
        return safe.Length <= MaximumLength ? safe : safe.Substring(0, MaximumLength) + "…";
    }
}
