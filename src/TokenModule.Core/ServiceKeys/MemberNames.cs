using System.Text.RegularExpressions;
using TokenModule.ServiceKeys.Shapes;

namespace TokenModule.ServiceKeys;

/// <summary>The names in an object that is no key, as far as a message may repeat them: in damaged text a piece of a secret can stand in a name.</summary>
internal static class MemberNames
{
    private const int Most = 8;

    // Words such as uaa.domain, base_url and clientId.
    private static readonly Regex Words = new("^[a-z]{2,}([A-Z][a-z]+|[_.-][a-z]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <returns>The first of them, with commas; empty where there are none.</returns>
    public static string FormatNames(KeyMembers members)
    {
        return string.Join(", ", members.EnumerateMembers().Select(m => m.Name.Length <= 40 && Words.IsMatch(m.Name) ? m.Name : "others").Distinct().Take(Most));
    }
}
