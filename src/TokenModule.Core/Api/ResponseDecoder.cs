using System.Text;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>The body of a response as text, in the character set that its <c>Content-Type</c> names.</summary>
internal static class ResponseDecoder
{
    private static readonly Encoding[] Marked = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>
    /// A byte order mark takes precedence. JSON is always UTF-8 and its charset is ignored (RFC 8259 section 8.1). A response without
    /// a charset, or with an unknown charset, is read as UTF-8. Invalid bytes become U+FFFD.
    /// </summary>
    public static string Decode(TransportResponse response)
    {
        foreach (Encoding encoding in Marked)
        {
            byte[] mark = encoding.GetPreamble();
            if (response.Body.AsSpan().StartsWith(mark))
                return encoding.GetString(response.Body, mark.Length, response.Body.Length - mark.Length);
        }

        bool isJson = response.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;
        Encoding? named = isJson ? null : FindEncoding(FindCharset(response));
        return (named ?? Encoding.UTF8).GetString(response.Body);
    }

    // RFC 9110 section 8.3.1: the name of a parameter ignores case, and its value may have quotes.
    private static string? FindCharset(TransportResponse response)
    {
        const string Name = "charset=";
        string[] parameters = (response.GetHeaderOrDefault("Content-Type") ?? string.Empty).Split(';');
        string? charset = parameters.Skip(1)
            .Select(p => p.Trim())
            .FirstOrDefault(p => p.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return charset?.Substring(Name.Length).Trim().Trim('"', '\'');
    }

    private static Encoding? FindEncoding(string? charset)
    {
        // UTF-7 can hide characters from checks of the text. .NET does not support it, but .NET Framework does.
        if (string.IsNullOrEmpty(charset) || string.Equals(charset, "utf-7", StringComparison.OrdinalIgnoreCase))
            return null;

        try
        {
            // The code pages of Windows, such as windows-1252, are not registered in every process.
            return CodePagesEncodingProvider.Instance.GetEncoding(charset!) ?? Encoding.GetEncoding(charset!);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
