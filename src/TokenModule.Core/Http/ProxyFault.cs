using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace TokenModule.Http;

/// <summary>Describes why a proxy did not let a request through. The server behind the proxy did not receive the request.</summary>
internal static class ProxyFault
{
    private const int AuthenticationRequired = 407;

    // .NET reports the status of a refused CONNECT only in the exception message, which is the same in every culture.
    private static readonly Regex Status = new(@"['(](?<status>[1-5]\d\d)[')]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static bool IsRefusal(TransportResponse response, TransportRequest call)
    {
        return response.StatusCode == AuthenticationRequired && call.ProxyAuthority is not null;
    }

    /// <summary>Creates the exception for a response with status 407.</summary>
    public static TransportException Describe(TransportRequest call, TransportResponse response)
    {
        return Describe(call, response.StatusCode, null, response.Attempts);
    }

    /// <summary>Creates the exception for a tunnel that the proxy did not open.</summary>
    public static TransportException Describe(TransportRequest call, Exception exception, int attempts)
    {
        return Describe(call, FindStatus(exception), exception, attempts);
    }

    private static TransportException Describe(TransportRequest call, int? status, Exception? exception, int attempts)
    {
        string proxy = $"The proxy {call.ProxyAuthority}";
        string host = call.Address.Authority;
        // tinyproxy responds to a wrong password with 401.
        bool isAuthentication = status is AuthenticationRequired or 401 || (status is null && IsSocksAuthentication(exception));
        (string what, string action) = isAuthentication ? DescribeCredential(call, proxy, status)
            : status is { } code ? ($"{proxy} refused to connect to {host}: {DescribeStatus(code)}.", AdviseFor(code))
            : (
                $"{proxy} could not connect to {host}.",
                "Check the address in the key, and the proxy settings (-Proxy, HTTPS_PROXY, NO_PROXY).");
        return new TransportException(Failure.NetworkUnreachable, what, action, new FailedCall(call) { StatusCode = status }, exception)
        {
            Attempts = attempts,
            // Another attempt with the same password could lock the account.
            IsFinal = isAuthentication || (status is { } final && !RetrySchedule.IsTransient(final)),
        };
    }

    private static (string What, string Action) DescribeCredential(TransportRequest call, string proxy, int? status)
    {
        string code = status is null ? string.Empty : $" ({status})";
        return call.Network.Proxy.UserName is null
            ? ($"{proxy} requires a user name and password{code}.", "Specify them with -ProxyCredential.")
            : ($"{proxy} refused the user name or password{code}.", "Check -ProxyCredential.");
    }

    private static string AdviseFor(int status)
    {
        return RetrySchedule.IsTransient(status)
            ? "Check the address in the key, or try again later."
            : "Ask the proxy's administrator to allow this host, or choose another proxy (-Proxy, HTTPS_PROXY, NO_PROXY).";
    }

    private static string DescribeStatus(int status)
    {
        using HttpResponseMessage standard = new((HttpStatusCode)status);
        return string.IsNullOrEmpty(standard.ReasonPhrase) ? $"{status}" : $"{status} {standard.ReasonPhrase}";
    }

    private static int? FindStatus(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (Status.Match(e.Message) is { Success: true } match)
                return int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture);
        }

        return null;
    }

    // SOCKS has no status codes, and .NET's exception for it is not public.
    private static bool IsSocksAuthentication(Exception? exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e.Message.Contains("authenticat", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
