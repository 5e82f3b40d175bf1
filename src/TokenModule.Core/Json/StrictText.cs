using System.Text;

namespace TokenModule.Json;

/// <summary>Decodes bytes without replacing invalid bytes. A replaced byte would change a secret or a claim without an error.</summary>
internal static class StrictText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    // The encodings with a byte order mark. Windows PowerShell writes UTF-16.
    private static readonly Encoding[] FileEncodings =
    [
        Utf8,
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    public static bool IsUtf8(byte[] bytes)
    {
        try
        {
            Utf8.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Decodes UTF-8. A byte order mark becomes the first character of the text.</summary>
    /// <returns>The text, or null when the bytes are not valid UTF-8.</returns>
    public static string? DecodeUtf8OrDefault(byte[] bytes) => DecodeOrDefault(Utf8, bytes, start: 0);

    /// <summary>Decodes UTF-8, or UTF-16 with a byte order mark. The mark is not part of the text.</summary>
    /// <returns>The text, or null when the bytes are not valid text.</returns>
    public static string? DecodeFileOrDefault(byte[] bytes)
    {
        foreach (Encoding encoding in FileEncodings)
        {
            byte[] mark = encoding.GetPreamble();
            if (bytes.AsSpan().StartsWith(mark))
                return DecodeOrDefault(encoding, bytes, mark.Length);
        }

        return DecodeUtf8OrDefault(bytes);
    }

    /// <summary>Removes a UTF-8 byte order mark. Some servers send it, although JSON must not have it (RFC 8259 section 8.1).</summary>
    public static ReadOnlyMemory<byte> SkipByteOrderMark(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;

    private static string? DecodeOrDefault(Encoding encoding, byte[] bytes, int start)
    {
        try
        {
            return encoding.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
