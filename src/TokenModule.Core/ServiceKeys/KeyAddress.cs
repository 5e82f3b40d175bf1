namespace TokenModule.ServiceKeys;

/// <summary>The rule for URLs in a key: https, or http to a loopback address, and without a user name.</summary>
internal static class KeyAddress
{
    /// <returns>The error as the end of a sentence, or null for a valid URL.</returns>
    public static string? DescribeErrorOrDefault(Uri? address)
    {
        return address is not { IsAbsoluteUri: true } ? "is not a URL"
            : address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? "is not an https URL"
            : address.UserInfo.Length > 0 ? "contains a user name, which is not allowed"
            : null;
    }
}
