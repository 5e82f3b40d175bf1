using TokenModule.Api;

namespace TokenModule;

public sealed class QueryStringTests
{
    [Theory]
    [InlineData("", "page=2")]
    [InlineData("?page=1", "page=2")]
    [InlineData("?page=1&size=5&page=7", "size=5&page=2")]
    [InlineData("?p%61ge=1", "page=2")]
    [InlineData("?pages=1&%70age", "pages=1&page=2")]
    [InlineData("?filter=a%26b%3Dc+d%20e", "filter=a%26b%3Dc+d%20e&page=2")]
    public void A_value_takes_the_place_of_those_the_name_had(string query, string expected)
    {
        Assert.Equal(expected, QueryString.With(At(query), "page", "2").Query.TrimStart('?'));
    }

    [Fact]
    public void A_value_is_escaped()
    {
        Assert.Equal("https://a.example:8443/x?to%20ken=%2Ba%2Fb%3D%26", QueryString.With(new Uri("https://a.example:8443/x"), "to ken", "+a/b=&").AbsoluteUri);
    }

    [Theory]
    [InlineData("?page=1&page=2", "1")]
    [InlineData("?page=a%20b%3D", "a b=")]
    [InlineData("?page=a=b", "a=b")]
    [InlineData("?page=", "")]
    [InlineData("?Page=1", null)]
    [InlineData("?pages=1", null)]
    [InlineData("", null)]
    public void The_first_value_of_a_name_is_found(string query, string? value) => Assert.Equal(value, QueryString.ValueOf(At(query), "page"));

    private static Uri At(string query) => new("https://a.example/x" + query);
}
