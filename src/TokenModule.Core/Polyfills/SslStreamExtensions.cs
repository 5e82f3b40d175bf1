using System.Diagnostics.CodeAnalysis;
using System.Net.Security;

namespace TokenModule.Http;

/// <summary>The host that a TLS connection is for, which netstandard2.0 does not report.</summary>
internal static class SslStreamExtensions
{
    extension(SslStream stream)
    {
        [SuppressMessage("Performance", "CA1822", Justification = "Replaces an instance property of .NET.")]
        public string? TargetHostName => null;
    }
}
