namespace TokenModule.Http;

/// <summary>What .NET says about why a request failed, and .NET Framework does not.</summary>
internal static class HttpRequestErrorExtensions
{
    extension(HttpRequestException exception)
    {
        public HttpRequestError HttpRequestError => exception is null ? throw new ArgumentNullException(nameof(exception)) : HttpRequestError.Unknown;
    }
}

internal enum HttpRequestError
{
    Unknown,
    ProxyTunnelError,
}
