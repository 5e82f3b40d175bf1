using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Tests character sets that .NET Framework supports directly and .NET supports only through CodePagesEncodingProvider.</summary>
public sealed class CodePageTests
{
    [Fact]
    public void Code_pages_of_windows_are_read()
    {
        TransportResponse answer =
            new(200, "OK", new Dictionary<string, string> { ["Content-Type"] = "text/plain; charset=windows-1252" }, [0x80, .. "5"u8]);

        Assert.Equal("€5", ResponseDecoder.Decode(answer));
    }
}
