using System.Net.Sockets;

namespace TokenModule.Http;

/// <summary>Names what the network did, from what the runtime threw.</summary>
internal static class NetworkFault
{
    /// <summary>Whether the request has surely not reached the server.</summary>
    public static bool IsUndelivered(Failure failure) => failure is Failure.NetworkUnreachable;

    public static TransportException CreateException(TransportRequest call, Exception exception, int attempts)
    {
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } && call.ProxyAuthority is not null)
            return ProxyFault.Describe(call, exception, attempts);

        if (TlsFault.DescribeOrDefault(call, exception, attempts) is { } tls)
            return tls;

        (Failure failure, string what) = Classify(call, exception);
        string host = call.Address.Authority;
        string unreached = call.ProxyAuthority is { } proxy ? $"The proxy {proxy} on the way to {host}" : host;
        string message = failure switch
        {
            Failure.NetworkUnreachable => $"{unreached} cannot be reached: {what}. Check the address in the key, the network and the proxy settings (-Proxy, HTTPS_PROXY, NO_PROXY).",
            Failure.TokenResponseInvalid => $"{host} answered, but {what}. Check that the address in the key is a token endpoint, and that no proxy answers in its place.",
            Failure.ApiError => $"{host} answered, but {what}. Try again; look at proxies on the way.",
            _ => $"The connection to {host} broke: {what}. Try again; if it keeps breaking, look at proxies and firewalls on the way.",
        };
        return new TransportException(failure, message + TransportRequest.FormatCorrelationId(call.CorrelationId), exception) { Attempts = attempts, CorrelationId = call.CorrelationId };
    }

    private static (Failure Failure, string What) Classify(TransportRequest call, Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return (Failure.NetworkUnreachable, "no such host is known");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return (Failure.NetworkUnreachable, "the connection was refused");
                case SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.TimedOut or SocketError.AddressNotAvailable }:
                    return (Failure.NetworkUnreachable, "it does not answer");
                case SocketException:
                    return (Failure.NetworkBroken, "the other side closed it");
                case InvalidDataException:
                    return (call.UnusableResponseFailure, "the compression of the answer is damaged, or was not asked for");
            }
        }

        return exception is HttpRequestException { InnerException: null }
            ? (Failure.NetworkBroken, "the answer is not HTTP as it should be")
            : (Failure.NetworkBroken, "it ended before the answer was whole");
    }
}
