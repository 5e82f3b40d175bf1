namespace TokenModule.Http;

/// <summary>
/// Content of length zero, for a request that could change something. .NET Framework resends a request at most once, and only when a
/// kept connection turns out to be closed. It does not allow content for GET and HEAD, so it can send these requests one more time.
/// </summary>
internal static class EmptyContent
{
    public static HttpContent? CreateFor(HttpMethod method)
    {
        return method == HttpMethod.Get || method == HttpMethod.Head ? null : new ByteArrayContent([]);
    }
}
