using System.Net.Sockets;
using System.Security.Authentication;

namespace TokenModule.Http;

/// <summary>Names what the network did, from what the runtime threw.</summary>
internal static class NetworkFault
{
    /// <summary>Whether the request has surely not reached the server.</summary>
    public static bool NeverArrived(Failure failure) => failure is Failure.NetworkUnreachable;

    public static TransportException Describe(HttpCall call, Exception exception, int attempts)
    {
        (Failure failure, string what) = Name(exception);
        string host = call.Address.Authority;
        string message = failure switch
        {
            Failure.NetworkUnreachable => $"{host} cannot be reached: {what}. Check the address in the key, the network and the proxy settings (HTTPS_PROXY, NO_PROXY).",
            Failure.TlsFailed => $"No secure connection to {host}: {what}. Check the host's certificate, the trusted roots of this machine, and that a proxy does not replace certificates.",
            Failure.NetworkTimeout => $"{host} did not complete the connection in time. Try again, or check the network and the proxy settings (HTTPS_PROXY, NO_PROXY).",
            _ => $"The connection to {host} broke: {what}. Try again; if it keeps breaking, look at proxies and firewalls on the way.",
        };
        return new TransportException(failure, message, exception) { Attempts = attempts };
    }

    private static (Failure Failure, string What) Name(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AuthenticationException:
                    return (Failure.TlsFailed, FirstSentence((e.InnerException ?? e).Message));
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return (Failure.NetworkUnreachable, "no such host is known");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return (Failure.NetworkUnreachable, "the connection was refused");
                case SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.TimedOut or SocketError.AddressNotAvailable }:
                    return (Failure.NetworkUnreachable, "there is no way to it");
                case SocketException:
                    return (Failure.NetworkBroken, "the other side closed it");
                case TimeoutException:
                    return (Failure.NetworkTimeout, "the connection took too long");
            }
        }

        return exception is HttpRequestException { InnerException: null }
            ? (Failure.NetworkBroken, "the answer is not HTTP as it should be")
            : (Failure.NetworkBroken, exception.GetBaseException() is InvalidDataException ? "the compressed answer is damaged" : "it ended before the answer was whole");
    }

    private static string FirstSentence(string text) => text.Split('.')[0];
}
