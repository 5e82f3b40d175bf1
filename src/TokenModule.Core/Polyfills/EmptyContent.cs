using System.Text;

namespace TokenModule.Http;

/// <summary>
/// Content of length zero, for a request that could change something. .NET Framework resends a request at most once, and only when a
/// kept connection turns out to be closed. It refuses content for GET and HEAD, so that these can leave the process one time more there.
/// </summary>
internal static class EmptyContent
{
    public static HttpContent? CreateFor(HttpMethod method)
    {
        return method == HttpMethod.Get || method == HttpMethod.Head ? null : new ByteArrayContent([]);
    }

    /// <summary>.NET Framework has no such callback.</summary>
    public static Encoding? HideLength(string headerName, HttpRequestMessage message) => null;
}
