using System.Buffers.Text;
using TokenModule.Claims;

namespace TokenModule;

public sealed class StrictBase64UrlTests
{
    [Fact]
    public void Text_encoded_by_the_framework_is_decoded()
    {
        Random random = new(7519);
        for (int length = 0; length < 200; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);

            Assert.Equal(bytes, StrictBase64Url.DecodeOrDefault(Base64Url.EncodeToString(bytes)));
        }
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AA=")]
    [InlineData("AA==")]
    [InlineData("AB")]
    [InlineData("AAB")]
    [InlineData("A A")]
    [InlineData("AA\n")]
    [InlineData("A+AA")]
    [InlineData("A/AA")]
    [InlineData("AÄAA")]
    public void Padding_white_space_other_alphabets_and_extra_bits_are_rejected(string text)
    {
        Assert.Null(StrictBase64Url.DecodeOrDefault(text));
    }
}
