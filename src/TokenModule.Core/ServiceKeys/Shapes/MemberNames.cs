using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// Formats the member names of an object that is not a key. In damaged text a name can contain a part of a secret, so only names that are
/// words are shown.
/// </summary>
internal static class MemberNames
{
    // Matches names such as uaa.domain, base_url and clientId.
    private static readonly Regex Words = new(
        "^[a-z]{2,}([A-Z][a-z]+|[_.-][a-z]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <returns>The first names, separated by commas; empty when the object has no members.</returns>
    public static string FormatNames(KeyMembers members)
    {
        return NameList.Join(members.EnumerateMembers().Select(m => IsWord(m.Name) ? m.Name : "others"));
    }

    /// <returns>The name in quotes after a space, or an empty text when the name is missing or can be a part of a secret.</returns>
    public static string QuoteName(string? name) => name is not null && IsWord(name) ? $" '{name}'" : string.Empty;

    private static bool IsWord(string name) => name.Length <= 40 && Words.IsMatch(name);
}
