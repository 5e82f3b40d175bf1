using System.Net;

namespace TokenModule.Http;

/// <summary>The reason of a failed request. .NET reports it in a property, .NET Framework in the inner exception.</summary>
internal static class HttpRequestErrorExtensions
{
    extension(HttpRequestException exception)
    {
        public HttpRequestError HttpRequestError => IsProxyError(exception) ? HttpRequestError.ProxyTunnelError : HttpRequestError.Unknown;
    }

    private static bool IsProxyError(HttpRequestException exception)
    {
        HttpWebResponse? response = (exception.InnerException as WebException)?.Response as HttpWebResponse;
        return response?.StatusCode == HttpStatusCode.ProxyAuthenticationRequired || exception.Message.Contains("proxy tunnel");
    }
}

internal enum HttpRequestError
{
    Unknown,
    ProxyTunnelError,
}
