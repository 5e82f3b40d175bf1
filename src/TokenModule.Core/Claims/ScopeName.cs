using System.Text.RegularExpressions;

namespace TokenModule.Claims;

/// <summary>The two parts of a scope of XSUAA: the application's <c>xsappname</c>, and the local name behind its dot.</summary>
internal readonly record struct ScopeName
{
    private const string ClientPrefix = "sb-";

    // An xsappname ends in its tenant index, such as !t123 or !b14, and may hold dots and bars before that.
    private static readonly Regex Indexed = new(@"^.+?![a-z]+\d+(?=\..)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private ScopeName(string? application, string local)
    {
        Application = application;
        Local = local;
    }

    /// <summary>Null for a scope of the platform, such as <c>openid</c> and <c>uaa.resource</c>.</summary>
    public string? Application { get; }

    public string Local { get; }

    /// <param name="scope">The whole scope.</param>
    /// <param name="clientId">Where an application has no index, its client is known to be called <c>sb-</c> and its name.</param>
    /// <param name="audience">The names that are left to try: the longest that stands before a dot.</param>
    public static ScopeName FromScope(string scope, string? clientId = null, IEnumerable<string>? audience = null)
    {
        Match indexed = Indexed.Match(scope);
        string? application = indexed.Success ? indexed.Value : ListApplicationNames(clientId, audience ?? []).FirstOrDefault(name => IsFromApplication(scope, name));
        return application is null or "uaa" or "openid" ? new ScopeName(null, scope) : new ScopeName(application, scope.Substring(application.Length + 1));
    }

    private static IEnumerable<string> ListApplicationNames(string? clientId, IEnumerable<string> audience)
    {
        IEnumerable<string> own = clientId?.StartsWith(ClientPrefix, StringComparison.Ordinal) == true ? [clientId.Substring(ClientPrefix.Length)] : [];
        return own.Concat(audience.OrderByDescending(a => a.Length));
    }

    private static bool IsFromApplication(string scope, string name)
    {
        return name.Length > 0 && scope.Length > name.Length + 1 && scope[name.Length] == '.' && scope.StartsWith(name, StringComparison.Ordinal);
    }
}
