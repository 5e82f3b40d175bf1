using System.Text;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>The body of a response as text, in the character set that its <c>Content-Type</c> names.</summary>
internal static class ResponseDecoder
{
    private static readonly Encoding[] Marked = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>
    /// A byte order mark decides first. JSON is UTF-8 whatever its charset says (RFC 8259, section 8.1). A response without a charset, or
    /// with one that this machine does not have, is read as UTF-8, with U+FFFD in place of invalid bytes.
    /// </summary>
    public static string Decode(TransportResponse answer)
    {
        foreach (Encoding encoding in Marked)
        {
            byte[] mark = encoding.GetPreamble();
            if (answer.Body.AsSpan().StartsWith(mark))
                return encoding.GetString(answer.Body, mark.Length, answer.Body.Length - mark.Length);
        }

        bool isJson = answer.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;
        Encoding? named = isJson ? null : FindEncoding(FindCharset(answer));
        return (named ?? Encoding.UTF8).GetString(answer.Body);
    }

    // RFC 9110, 8.3.1: the name of a parameter ignores case, and its value may have quotes.
    private static string? FindCharset(TransportResponse answer)
    {
        const string Name = "charset=";
        string[] parameters = (answer.GetHeaderOrDefault("Content-Type") ?? string.Empty).Split(';');
        string? charset = parameters.Skip(1).Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return charset?.Substring(Name.Length).Trim().Trim('"', '\'');
    }

    private static Encoding? FindEncoding(string? charset)
    {
        // UTF-7 hides characters from whoever checks the text. .NET refuses it, .NET Framework does not.
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
