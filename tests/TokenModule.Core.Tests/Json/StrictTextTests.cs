using System.Text;
using TokenModule.Json;

namespace TokenModule;

public sealed class StrictTextTests
{
    [Fact]
    public void Invalid_UTF8_is_not_replaced()
    {
        byte[] bytes = [.. "a"u8, 0xC3];

        Assert.False(StrictText.IsUtf8(bytes));
        Assert.Null(StrictText.DecodeUtf8OrDefault(bytes));
        Assert.Null(StrictText.DecodeFileOrDefault(bytes));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void File_is_decoded_by_its_byte_order_mark(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        Assert.Equal("ä", StrictText.DecodeFileOrDefault([.. encoding.GetPreamble(), .. encoding.GetBytes("ä")]));
    }

    [Fact]
    public void File_without_a_byte_order_mark_is_UTF8()
    {
        Assert.Equal("ä", StrictText.DecodeFileOrDefault(Encoding.UTF8.GetBytes("ä")));
        Assert.Null(StrictText.DecodeFileOrDefault([0xE4]));
    }

    [Fact]
    public void Invalid_UTF16_is_not_replaced()
    {
        Assert.Null(StrictText.DecodeFileOrDefault([0xFF, 0xFE, 0x00, 0xD8]));
    }
}
