namespace TokenModule;

public sealed class NameListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "'a'")]
    [InlineData("a a b", "'a', 'b'")]
    [InlineData("a b c d e", "'a', 'b', 'c', 'd', 'e'")]
    [InlineData("a b c d e f g", "'a', 'b', 'c', 'd', 'e' and 2 more")]
    public void Long_list_is_shortened_to_five_names(string names, string expected)
    {
        Assert.Equal(expected, NameList.JoinQuoted(names.Split([' '], StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Name_is_shown_in_one_line() => Assert.Equal("'a  b'", NameList.JoinQuoted(["a\r\nb"]));
}
