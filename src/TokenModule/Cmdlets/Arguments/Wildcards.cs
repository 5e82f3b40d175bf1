using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Compares names with wildcard patterns. A pattern that is not valid matches only the same text.</summary>
internal static class Wildcards
{
    /// <returns>Whether a pattern matches one of the names. Without patterns, every name matches.</returns>
    public static bool MatchesAny(string[] patterns, params IEnumerable<string> names)
    {
        return patterns.Length == 0 || names.Any(name => patterns.Any(pattern => IsMatch(pattern, name)));
    }

    /// <returns>A filter for names, or null without patterns.</returns>
    public static Func<string, bool>? CreateFilterOrDefault(string[] patterns)
    {
        return patterns.Length == 0 ? null : name => MatchesAny(patterns, name);
    }

    // Names can contain characters that are wildcards in a pattern, so the same text matches too.
    private static bool IsMatch(string pattern, string name)
    {
        if (pattern == name)
            return true;

        try
        {
            return new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}
