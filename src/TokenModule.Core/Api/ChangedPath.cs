using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>Checks that the path of a change identifies the resource that it seems to identify.</summary>
internal static class ChangedPath
{
    /// <param name="path">The path as the caller wrote it, with or without a query.</param>
    /// <param name="method">The method of the change.</param>
    /// <exception cref="BtpApiException">The change could affect another resource.</exception>
    public static void Require(string path, HttpMethod method)
    {
        string route = path.Split('?')[0];
        bool isBlank = path.Length > 0 && route != "/" && route.All(c => c == '/' || char.IsWhiteSpace(c) || ServerText.IsInvisible(c));
        string[] segments = path.Trim().TrimStart('/').Split('?')[0].Split('/');
        string? error = isBlank ? "contains no name"
            : path.Contains('#') ? "contains the character '#', and the text after it is not part of a request"
            : segments.Any(segment => Uri.UnescapeDataString(segment) is "." or "..") ? "contains the segment '.' or '..'"
            : method == HttpMethod.Delete && segments.Length > 1 && segments.Contains(string.Empty) ? "contains an empty id"
            : null;
        if (error is null)
            return;

        throw new BtpApiException(
            Failure.RequestInvalid,
            $"The path {error}, so {method} could affect another resource. The request was not sent.",
            "Check the variables in the path. For an id with special characters, write a placeholder such as {id}, and pass the id with "
                + "-PathParameter. A whole collection has a path that does not end with '/'.");
    }
}
