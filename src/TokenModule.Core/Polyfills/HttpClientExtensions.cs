using System.Net;

namespace TokenModule;

/// <summary>The machine's proxy, which netstandard2.0 has under another name.</summary>
internal static class HttpClientExtensions
{
    extension(HttpClient)
    {
        public static IWebProxy DefaultProxy => WebRequest.DefaultWebProxy;
    }
}
