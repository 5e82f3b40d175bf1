using System.Net;

namespace TokenModule;

/// <summary>A name lookup that can be cancelled, which netstandard2.0 lacks.</summary>
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
