using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys;

/// <summary>The line that <c>cf service-key</c> prints above the JSON: <c>Getting key K for service instance I as user U...</c></summary>
internal static class CloudFoundryHeading
{
    private static readonly Regex Heading = new(@"Getting key (?<key>.+) for service instance (?<instance>.+) as ", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static string? KeyName(string heading)
    {
        Match match = Heading.Match(heading);
        return match.Success ? match.Groups["key"].Value : null;
    }

    /// <summary>Replaces what stands before <paramref name="start"/> with spaces, line ends kept.</summary>
    public static string Blank(string text, int start)
    {
        return string.Concat(Regex.Replace(text.Substring(0, start), @"[^\r\n]", " "), text.Substring(start));
    }
}
