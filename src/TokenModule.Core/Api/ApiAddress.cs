using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>
/// Resolves the address of a call and checks that the token may be sent there: scheme, host and port must be an endpoint of the key.
/// </summary>
internal static class ApiAddress
{
    /// <param name="endpoint">The address of the endpoint.</param>
    /// <param name="path">The path relative to the endpoint, with or without a leading slash. It can include the endpoint's path.</param>
    /// <exception cref="BtpApiException">The path would lead to another host.</exception>
    public static Uri ResolvePath(Uri endpoint, string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal) || path.Contains('\\') || path.Any(char.IsControl) || IsAbsolute(path))
            throw CreateInvalidPathException(path);

        if (FindPlaceholderOrDefault(path) is { } placeholder)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The path contains the placeholder {placeholder}. The request was not sent.",
                "Replace the placeholder with an id.");
        }

        string basePath = endpoint.AbsolutePath.TrimEnd('/');
        string relative = path.TrimStart('/');
        bool includesBasePath = basePath.Length > 0 && ("/" + relative).StartsWith(basePath + "/", StringComparison.Ordinal);
        string origin = endpoint.GetLeftPart(UriPartial.Authority);
        bool isUri = Uri.TryCreate($"{origin}{(includesBasePath ? "" : basePath)}/{relative}", UriKind.Absolute, out Uri? address);
        return isUri && IsSameOrigin(address!, endpoint) ? address! : throw CreateInvalidPathException(path);
    }

    /// <param name="address">The address to check.</param>
    /// <param name="key">The key of the token.</param>
    /// <param name="hosts">More permitted hosts, such as <c>api.example.com</c> or <c>https://api.example.com:8443</c>.</param>
    /// <exception cref="BtpApiException">The address belongs neither to an endpoint of the key nor to one of the hosts.</exception>
    public static Uri RequireAllowed(Uri address, ServiceKey key, IReadOnlyList<string> hosts)
    {
        IEnumerable<Uri> origins = key.Endpoints.Values.Concat(hosts.Select(host => ParseOriginOrDefault(host, address)).OfType<Uri>());
        bool isAllowed = address.IsAbsoluteUri && address.UserInfo.Length == 0 && origins.Any(origin => IsSameOrigin(address, origin));
        if (isAllowed)
            return address;

        string target = address.IsAbsoluteUri ? TransportRequest.FormatAddress(address) : "a relative address";
        string keyOrigins = NameList.Join(key.Endpoints.Values.Select(e => e.GetLeftPart(UriPartial.Authority)));
        string allowed = keyOrigins.Length == 0 ? "the key has no endpoints" : $"the key allows only {keyOrigins}";
        throw new BtpApiException(
            Failure.HostNotAllowed,
            $"The token of '{key.Name}' was not sent to {target}, because {allowed}.",
            "Use -Endpoint and -Path, or the key that belongs to this address. "
                + "To send the token to another host, name the host with -AllowHost.");
    }

    // A host without a scheme means https. On this computer, http is also permitted.
    private static Uri? ParseOriginOrDefault(string host, Uri address)
    {
        string scheme = address.IsAbsoluteUri && address.IsLoopback ? address.Scheme : Uri.UriSchemeHttps;
        return Uri.TryCreate(host.Contains("://") ? host : $"{scheme}://{host}", UriKind.Absolute, out Uri? origin) ? origin : null;
    }

    private static bool IsSameOrigin(Uri one, Uri other)
    {
        return one.Scheme == other.Scheme
            && one.Port == other.Port
            && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
    }

    // The documentation and the completion of paths contain placeholders for ids, such as {subaccountGUID}.
    private static string? FindPlaceholderOrDefault(string path)
    {
        for (int start = path.IndexOf('{'); start >= 0; start = path.IndexOf('{', start + 1))
        {
            int end = start + 1;
            while (end < path.Length && (char.IsLetterOrDigit(path[end]) || path[end] == '_'))
            {
                end++;
            }

            if (end > start + 1 && end < path.Length && path[end] == '}')
                return path.Substring(start, end + 1 - start);
        }

        return null;
    }

    private static bool IsAbsolute(string path)
    {
        int colon = path.IndexOf("://", StringComparison.Ordinal);
        return colon > 0 && Uri.CheckSchemeName(path.Substring(0, colon));
    }

    private static BtpApiException CreateInvalidPathException(string path)
    {
        return new BtpApiException(
            Failure.HostNotAllowed,
            "The path would lead to an address outside the endpoint. The request was not sent.",
            IsAbsolute(path)
                ? "Pass a complete address with -Uri."
                : "Write the path as in the documentation of the service, such as /accounts/v1/subaccounts.");
    }
}
