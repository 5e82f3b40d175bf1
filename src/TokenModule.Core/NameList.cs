namespace TokenModule;

/// <summary>Formats names for messages. A long list is shortened, so that the message stays readable.</summary>
internal static class NameList
{
    private const int MaximumNames = 5;
    private const int MaximumLength = 64;

    /// <summary>Joins the different names: at most five, and the number of the others.</summary>
    public static string Join(IEnumerable<string> names, string separator = ", ")
    {
        string[] all = [.. names.Distinct(StringComparer.Ordinal)];
        string list = string.Join(separator, all.Take(MaximumNames));
        return all.Length <= MaximumNames ? list : $"{list} and {all.Length - MaximumNames} more";
    }

    /// <summary>
    /// Quotes a name that a caller wrote. Any other text is only described, because it can be a value that was written by mistake.
    /// </summary>
    public static string QuoteOrDescribe(string name)
    {
        bool isName = name.Length is > 0 and <= MaximumLength && name.All(c => char.IsLetterOrDigit(c) || "_-.$@:".Contains(c));
        return isName ? $"'{name}'" : $"that is empty, has special characters or is longer than {MaximumLength} characters";
    }

    /// <summary>As <see cref="Join"/>, with each name in quotes.</summary>
    public static string JoinQuoted(IEnumerable<string> names, string separator = ", ")
    {
        return Join(names.Select(name => $"'{Http.ServerText.Clean(name)}'"), separator);
    }
}
