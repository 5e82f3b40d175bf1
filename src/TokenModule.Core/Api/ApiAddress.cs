using System.Text.RegularExpressions;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>Where a call goes, and whether the key's token may go there: scheme, host and port must be the key's own.</summary>
internal static class ApiAddress
{
    // What the documentation, and the completion of paths, leave to fill in.
    private static readonly Regex PathVariable = new(@"\{\w+\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <param name="path">Relative to the endpoint; its first slash means nothing, and a base path written out is not doubled.</param>
    /// <exception cref="BtpApiException">The path would lead to another host.</exception>
    public static Uri ResolvePath(Uri endpoint, string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal) || path.Contains('\\') || path.Any(char.IsControl) || IsAbsolute(path))
            throw CreateInvalidPathException(path);

        if (PathVariable.Match(path) is { Success: true } blank)
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The path contains the placeholder {blank.Value}. The request was not sent.",
                "Replace the placeholder with an id.");

        string basePath = endpoint.AbsolutePath.TrimEnd('/');
        string relative = path.TrimStart('/');
        bool writtenOut = basePath.Length > 0 && ("/" + relative).StartsWith(basePath + "/", StringComparison.Ordinal);
        string origin = endpoint.GetLeftPart(UriPartial.Authority);
        bool isUri = Uri.TryCreate($"{origin}{(writtenOut ? "" : basePath)}/{relative}", UriKind.Absolute, out Uri? address);
        return isUri && IsSameOrigin(address!, endpoint) ? address! : throw CreateInvalidPathException(path);
    }

    /// <param name="hosts">Hosts besides the key's own, such as <c>api.example.com</c> or <c>https://api.example.com:8443</c>.</param>
    /// <exception cref="BtpApiException">The address is at none of the key's origins, and at none of the hosts.</exception>
    public static Uri RequireAllowed(Uri address, ServiceKey key, IReadOnlyList<string> hosts)
    {
        IEnumerable<Uri> origins = key.Endpoints.Values.Concat(hosts.Select(host => ParseOriginOrDefault(host, address)).OfType<Uri>());
        bool isAllowed = address.IsAbsoluteUri && address.UserInfo.Length == 0 && origins.Any(origin => IsSameOrigin(address, origin));
        if (isAllowed)
            return address;

        string place = address.IsAbsoluteUri ? TransportRequest.FormatAddress(address) : "a relative address";
        string own = string.Join(", ", key.Endpoints.Values.Select(e => e.GetLeftPart(UriPartial.Authority)).Distinct());
        string allowed = own.Length == 0 ? "the key has no endpoints" : $"the key allows only {own}";
        throw new BtpApiException(
            Failure.HostNotAllowed,
            $"The token of '{key.Name}' was not sent to {place}, because {allowed}.",
            "Use -Endpoint and -Path, or the key that belongs to this address. To send the token to another host, name the host with -AllowHost.");
    }

    // Without a scheme a host is meant with https; on this machine itself http will do.
    private static Uri? ParseOriginOrDefault(string host, Uri address)
    {
        string scheme = address.IsAbsoluteUri && address.IsLoopback ? address.Scheme : Uri.UriSchemeHttps;
        return Uri.TryCreate(host.Contains("://") ? host : $"{scheme}://{host}", UriKind.Absolute, out Uri? origin) ? origin : null;
    }

    private static bool IsSameOrigin(Uri one, Uri other)
    {
        return one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
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
            IsAbsolute(path) ? "Pass a complete address with -Uri." : "Write the path as in the documentation of the service, such as /accounts/v1/subaccounts.");
    }
}
