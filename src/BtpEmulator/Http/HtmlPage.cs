using System.Net;

namespace BtpEmulator.Http;

/// <summary>An HTML page for a browser.</summary>
internal static class HtmlPage
{
    public static IResult Create(int status, string title, string text) => Results.Content(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><title>{WebUtility.HtmlEncode(title)}</title></head>
        <body><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(text)}</p></body></html>

        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
