using System.Text.RegularExpressions;

namespace TokenModule.Claims;

/// <summary>The two parts of a scope of XSUAA: the application's <c>xsappname</c>, and the local name behind its dot.</summary>
internal static class ScopeName
{
    // An xsappname ends in its tenant index, such as !t123 or !b14, and may hold dots and bars before that.
    private static readonly Regex Indexed = new(@"^.+![a-z]+\d+\.(?<local>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <param name="audience">Names of applications, one of which can be the prefix where there is no index.</param>
    public static string Local(string scope, IEnumerable<string> audience)
    {
        Match match = Indexed.Match(scope);
        if (match.Success)
            return match.Groups["local"].Value;

        string? application = audience.Where(a => a.Length > 0 && scope.StartsWith(a + ".", StringComparison.Ordinal)).OrderByDescending(a => a.Length).FirstOrDefault();
        bool isPlatform = application is null or "uaa" or "openid";
        return isPlatform ? scope : scope.Substring(application!.Length + 1);
    }
}
