using System.Net;

namespace TokenModule.Http;

/// <summary>Why a request failed: .NET reports the reason in a property, .NET Framework in the exception inside.</summary>
internal static class HttpRequestErrorExtensions
{
    extension(HttpRequestException exception)
    {
        public HttpRequestError HttpRequestError => IsProxyError(exception) ? HttpRequestError.ProxyTunnelError : HttpRequestError.Unknown;
    }

    private static bool IsProxyError(HttpRequestException exception)
    {
        return exception.InnerException is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } }
            || exception.Message.Contains("proxy tunnel");
    }
}

internal enum HttpRequestError
{
    Unknown,
    ProxyTunnelError,
}
