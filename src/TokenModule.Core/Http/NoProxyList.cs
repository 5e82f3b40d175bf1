using System.Globalization;

namespace TokenModule.Http;

/// <summary>
/// The hosts of <c>NO_PROXY</c>, which are reached without a proxy: <c>host</c> and <c>suffix</c> (a host and all its subdomains),
/// <c>.suffix</c> and <c>*.suffix</c> (the same), and <c>*</c> (all hosts), each with an optional port. Names ignore case.
/// </summary>
/// <param name="text">The entries, separated by commas; null for an empty list.</param>
internal sealed class NoProxyList(string? text)
{
    private static readonly char[] Separators = [',', ';', ' ', '\t'];

    private readonly string[] entries =
        (text ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads the list of this process. The lower-case variable takes precedence, as in .NET and curl.</summary>
    public static NoProxyList FromEnvironment() => new(ReadVariable());

    public static string? ReadVariable()
    {
        return Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY");
    }

    public bool Contains(Uri address) => entries.Any(entry => Matches(entry, address));

    private static bool Matches(string entry, Uri address)
    {
        string name = entry;
        // An IPv6 address has several colons, and a port only after brackets.
        int colon = entry.LastIndexOf(':');
        string afterColon = entry.Substring(colon + 1);
        bool mayHavePort = colon > 0 && (entry.IndexOf(':') == colon || entry[colon - 1] == ']');
        if (mayHavePort && int.TryParse(afterColon, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
        {
            if (port != address.Port)
                return false;
            name = entry.Substring(0, colon);
        }

        return name == "*" || MatchesHost(name.Trim('[', ']'), address.IdnHost.TrimEnd('.'));
    }

    private static bool MatchesHost(string name, string host)
    {
        string suffix = name.StartsWith("*.", StringComparison.Ordinal) ? name.Substring(2) : name.TrimStart('.');
        return suffix.Length > 0
            && (string.Equals(host, suffix, StringComparison.OrdinalIgnoreCase)
                || host.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase));
    }
}
