using System.Net;

namespace TokenModule;

/// <summary>A name lookup with cancellation, which netstandard2.0 does not have.</summary>
internal static class DnsExtensions
{
    extension(Dns)
    {
        public static Task<IPAddress[]> GetHostAddressesAsync(string host, CancellationToken cancellationToken)
        {
            return Dns.GetHostAddressesAsync(host).WaitAsync(cancellationToken);
        }
    }
}
