using System.Text;

namespace TokenModule.ServiceKeys;

/// <summary>The text of bytes from a file: UTF-8, or UTF-16 with a byte order mark, as Windows PowerShell writes it.</summary>
internal static class KeyEncoding
{
    private static readonly Encoding[] Marked = [new UTF8Encoding(true, true), new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true)];
    private static readonly UTF8Encoding Unmarked = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="DecoderFallbackException">The bytes are no such text. Read as another, a secret would be wrong and nothing would say so.</exception>
    public static string Decode(byte[] bytes)
    {
        foreach (Encoding encoding in Marked)
        {
            byte[] mark = encoding.GetPreamble();
            if (bytes.AsSpan().StartsWith(mark))
                return encoding.GetString(bytes, mark.Length, bytes.Length - mark.Length);
        }

        return Unmarked.GetString(bytes);
    }
}
