using System.Net;

namespace TokenModule.Http;

/// <summary>The proxy settings of the process for .NET Framework, which does not use environment variables for them.</summary>
internal static class ProxyEnvironment
{
    public static bool HasChanged => false;

    public static IWebProxy GetDefaultProxy() => WebRequest.DefaultWebProxy;
}
