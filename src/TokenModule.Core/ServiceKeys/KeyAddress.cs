namespace TokenModule.ServiceKeys;

/// <summary>The rule for every address in a key: https, or http on this machine itself, and no user name in it.</summary>
internal static class KeyAddress
{
    /// <returns>What is wrong with it, or null.</returns>
    public static string? DescribeErrorOrDefault(Uri? address)
    {
        return address is not { IsAbsoluteUri: true } ? "is no URL"
            : address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? "is not an https URL"
            : address.UserInfo.Length > 0 ? "holds a user name, which an address in a key must not"
            : null;
    }
}
