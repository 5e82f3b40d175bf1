using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Character sets that .NET has in a provider and .NET Framework in itself.</summary>
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
