using System.Text.RegularExpressions;

namespace TokenModule.Api.Operations;

/// <summary>
/// The required scopes of an operation, from SAP's description: "Required scopes: $XSAPPNAME.a or $XSAPPNAME.b".
/// </summary>
internal sealed record RequiredScopes(IReadOnlyList<string> Names, bool AnySuffices)
{
    private static readonly Regex Heading = new(
        @"\brequire[sd]?\s+(?<any>one\s+of\s+the\s+following\s+)?scopes?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));
    private static readonly Regex Scope = new(
        @"\$XSAPPNAME\.(?<local>[\w-]+(\.[\w-]+)*)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Or = new(@"\bor\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static RequiredScopes FromDescription(string description)
    {
        Match heading = Heading.Match(description);
        Match[] found = heading.Success ? [.. Scope.Matches(description.Substring(heading.Index)).Cast<Match>()] : [];
        if (found.Length < 2)
            return new RequiredScopes([.. found.Select(GetLocalName)], AnySuffices: false);

        string between = description.Substring(heading.Index + found[0].Index, found[found.Length - 1].Index - found[0].Index);
        return new RequiredScopes([.. found.Select(GetLocalName).Distinct()], heading.Groups["any"].Success || Or.IsMatch(between));
    }

    private static string GetLocalName(Match scope) => scope.Groups["local"].Value;
}
