using System.Net;

namespace TokenModule.Http;

/// <summary>The proxy settings of the process that apply when a command has no <c>-Proxy</c>.</summary>
internal static class ProxyEnvironment
{
    private static readonly string[] Variables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

    // .NET reads the variables when the default proxy is used for the first time.
    private static readonly Lazy<string> FirstValues = new(ReadValues);

    /// <summary>Whether a proxy variable changed after .NET had read it.</summary>
    public static bool HasChanged => FirstValues.IsValueCreated && FirstValues.Value != ReadValues();

    /// <summary>Returns the default proxy. A script can assign another one at any time.</summary>
    public static IWebProxy GetDefaultProxy()
    {
        _ = FirstValues.Value;
        return HttpClient.DefaultProxy;
    }

    private static string ReadValues() => string.Join("\n", Variables.Select(Environment.GetEnvironmentVariable));
}
