using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Names by wildcards; none given lets all through.</summary>
internal static class Wildcards
{
    public static bool MatchesAny(string[] patterns, params IEnumerable<string> names) => patterns.Length == 0 || names.Any(name => patterns.Any(pattern => IsMatch(pattern, name)));

    private static bool IsMatch(string pattern, string name)
    {
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
