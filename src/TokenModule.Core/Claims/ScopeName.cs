using System.Text.RegularExpressions;

namespace TokenModule.Claims;

/// <summary>The two parts of a scope of XSUAA: the <c>xsappname</c> of the application, and the local name after the dot.</summary>
internal readonly record struct ScopeName
{
    private const string ClientPrefix = "sb-";

    // An xsappname ends with the tenant index, such as !t123 or !b14, and can contain dots and bars before the index.
    private static readonly Regex Indexed = new(
        @"^.+?![a-z]+\d+(?=\..)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private ScopeName(string? application, string local)
    {
        Application = application;
        Local = local;
    }

    /// <summary>Null for a scope of the platform, such as <c>openid</c> and <c>uaa.resource</c>.</summary>
    public string? Application { get; }

    public string Local { get; }

    /// <param name="scope">The complete scope.</param>
    /// <param name="clientId">The id of the client. Without an index it is <c>sb-</c> and the name of the application.</param>
    /// <param name="audience">Other possible names of the application. The longest name that precedes a dot is used.</param>
    public static ScopeName FromScope(string scope, string? clientId = null, IEnumerable<string>? audience = null)
    {
        Match indexed = Indexed.Match(scope);
        string? application = indexed.Success
            ? indexed.Value
            : ListApplicationNames(clientId, audience ?? []).FirstOrDefault(name => IsFromApplication(scope, name));
        return application is null or "uaa" or "openid"
            ? new ScopeName(null, scope)
            : new ScopeName(application, scope.Substring(application.Length + 1));
    }

    private static IEnumerable<string> ListApplicationNames(string? clientId, IEnumerable<string> audience)
    {
        IEnumerable<string> fromClientId = clientId?.StartsWith(ClientPrefix, StringComparison.Ordinal) == true
            ? [clientId.Substring(ClientPrefix.Length)]
            : [];
        return fromClientId.Concat(audience.OrderByDescending(a => a.Length));
    }

    private static bool IsFromApplication(string scope, string name)
    {
        return name.Length > 0
            && scope.Length > name.Length + 1
            && scope[name.Length] == '.'
            && scope.StartsWith(name, StringComparison.Ordinal);
    }
}
