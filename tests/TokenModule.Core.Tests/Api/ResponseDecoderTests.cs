using System.Text;
using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

public sealed class ResponseDecoderTests
{
    [Theory]
    [InlineData("text/plain; charset=iso-8859-1")]
    [InlineData("text/plain;charset=\"ISO-8859-1\"")]
    [InlineData("text/html; boundary=x; Charset=latin1")]
    public void Charset_of_the_response_is_used(string contentType)
    {
        Assert.Equal("Müller", Decode(contentType, Encoding.Latin1.GetBytes("Müller")));
    }

    [Fact]
    public void Utf_16_is_read()
    {
        Assert.Equal("Müller", Decode("text/plain; charset=utf-16", Encoding.Unicode.GetBytes("Müller")));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=no-such-charset")]
    [InlineData("text/plain; charset=utf-7")]
    [InlineData("text/plain; charset=")]
    [InlineData(null)]
    public void Unknown_charset_is_read_as_utf_8(string? contentType)
    {
        Assert.Equal("Müller +AGE-", Decode(contentType, Encoding.UTF8.GetBytes("Müller +AGE-")));
    }

    [Fact]
    public void Byte_order_mark_decides_before_the_charset()
    {
        Assert.Equal("Müller", Decode("text/plain; charset=iso-8859-1", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Müller")]));
        Assert.Equal("Müller", Decode("text/plain; charset=iso-8859-1", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Müller")]));
    }

    [Theory]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/problem+json; charset=iso-8859-1")]
    public void Json_is_always_utf_8(string contentType)
    {
        Assert.Equal("\"Müller\"", Decode(contentType, Encoding.UTF8.GetBytes("\"Müller\"")));
    }

    private static string Decode(string? contentType, byte[] body)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (contentType is not null)
            headers["Content-Type"] = contentType;
        return ResponseDecoder.Decode(new TransportResponse(200, "OK", headers, body));
    }
}
