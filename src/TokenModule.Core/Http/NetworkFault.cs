using System.Net.Sockets;

namespace TokenModule.Http;

/// <summary>Translates the exceptions of .NET's network classes to failures.</summary>
internal static class NetworkFault
{
    private const string ChangedProxyAdvice =
        "The variable of the proxy (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) changed after the first request, but .NET reads it only once in "
            + "a process. Pass -Proxy, or start a new session.";

    /// <summary>Whether the server certainly did not receive the request.</summary>
    public static bool IsUndelivered(Failure failure) => failure is Failure.NetworkUnreachable;

    public static TransportException CreateException(TransportRequest call, Exception exception, int attempts)
    {
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } && call.ProxyAuthority is not null)
            return ProxyFault.Describe(call, exception, attempts);

        if (TlsFault.DescribeOrDefault(call, exception, attempts) is { } tls)
            return tls;

        (Failure failure, string reason) = Classify(call, exception);
        string host = call.Address.Authority;
        string unreached = call.ProxyAuthority is { } proxy ? $"The proxy {proxy}, which is used for {host}," : host;
        (string what, string action) = failure switch
        {
            Failure.NetworkUnreachable => (
                $"{unreached} cannot be reached: {reason}{DescribeAddresses(exception)}.",
                ProxyEnvironment.HasChanged && call.Network.Proxy.Address is null ? ChangedProxyAdvice
                    : "Check the address in the key, the network and the proxy settings (-Proxy, HTTPS_PROXY, NO_PROXY)."),
            Failure.TokenResponseInvalid => (
                $"{host} responded, but {reason}.",
                "Check that the address in the key is a token endpoint, and that no proxy responds instead."),
            Failure.ApiError => (
                $"{host} responded, but {reason}.",
                "Try again. If this happens again, check the proxies between this computer and the server."),
            _ => (
                $"The connection to {host} broke: {reason}.",
                "Try again. If this happens again, check the proxies and firewalls between this computer and the server."),
        };
        string advice = UnknownOutcome.IsPossible(call, failure) ? UnknownOutcome.GetAdvice(call) : action;
        return new TransportException(failure, what, advice, new FailedCall(call), exception) { Attempts = attempts };
    }

    // A single address adds no information to the name of the host.
    private static string DescribeAddresses(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is UnreachableHostException { Addresses: { Count: > 1 } addresses })
                return $" (addresses tried: {NameList.Join(addresses.Select(address => address.ToString()))})";
        }

        return string.Empty;
    }

    private static (Failure Failure, string What) Classify(TransportRequest call, Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return (Failure.NetworkUnreachable, "the host name is unknown");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return (Failure.NetworkUnreachable, "the connection was refused");
                case SocketException
                {
                    SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown
                        or SocketError.TimedOut or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported
                }:
                    return (Failure.NetworkUnreachable, "the server does not respond");
                case SocketException:
                    return (Failure.NetworkBroken, "the other side closed the connection");
                case InvalidDataException:
                    return (call.UnusableResponseFailure, "the response is compressed incorrectly or in an unsupported format");
            }
        }

        return exception is HttpRequestException { InnerException: null }
            ? (Failure.NetworkBroken, "the response is not valid HTTP")
            : (Failure.NetworkBroken, "the connection ended before the response was complete");
    }
}
