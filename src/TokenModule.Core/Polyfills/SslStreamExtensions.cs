using System.Net.Security;

namespace TokenModule.Http;

/// <summary>The host that a TLS connection is for, which netstandard2.0 does not report.</summary>
internal static class SslStreamExtensions
{
    extension(SslStream stream)
    {
        public string? TargetHostName => null;
    }
}
