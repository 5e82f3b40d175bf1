using System.Net;

namespace TokenModule;

/// <summary>The proxy of the computer, which has another name in netstandard2.0.</summary>
internal static class HttpClientExtensions
{
    extension(HttpClient)
    {
        public static IWebProxy DefaultProxy => WebRequest.DefaultWebProxy;
    }
}
