using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace TokenModule.Http;

/// <summary>None of the addresses of a host accepted a connection.</summary>
[SuppressMessage("Design", "CA1032", Justification = "The exception always has its addresses and its cause.")]
internal sealed class UnreachableHostException(IReadOnlyList<IPAddress> addresses, SocketException cause)
    : SocketException((int)cause.SocketErrorCode)
{
    /// <summary>The addresses that were tried.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; } = addresses;
}
