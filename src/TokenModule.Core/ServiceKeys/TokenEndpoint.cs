namespace TokenModule.ServiceKeys;

/// <summary>The address of XSUAA's token endpoint.</summary>
internal static class TokenEndpoint
{
    private const string Path = "/oauth/token";

    /// <summary>From the UAA's own address, which on XSA has a path that stays; an address that is the endpoint already is left as it is.</summary>
    public static Uri Of(Uri uaa)
    {
        string address = uaa.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(address.EndsWith(Path, StringComparison.Ordinal) ? address : address + Path);
    }
}
