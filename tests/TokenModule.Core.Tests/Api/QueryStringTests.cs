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
    public void Value_replaces_all_existing_values_of_the_name(string query, string expected)
    {
        Assert.Equal(expected, QueryString.WithValue(CreateUri(query), "page", "2").Query.TrimStart('?'));
    }

    [Fact]
    public void Value_is_escaped()
    {
        Assert.Equal("https://a.example:8443/x?to%20ken=%2Ba%2Fb%3D%26",
            QueryString.WithValue(new Uri("https://a.example:8443/x"), "to ken", "+a/b=&").AbsoluteUri);
    }

    [Theory]
    [InlineData("?page=1&page=2", "1")]
    [InlineData("?page=a%20b%3D", "a b=")]
    [InlineData("?page=a=b", "a=b")]
    [InlineData("?page=", "")]
    [InlineData("?Page=1", null)]
    [InlineData("?pages=1", null)]
    [InlineData("", null)]
    public void First_value_of_a_name_is_returned(string query, string? value) =>
        Assert.Equal(value, QueryString.GetValueOrDefault(CreateUri(query), "page"));

    private static Uri CreateUri(string query) => new("https://a.example/x" + query);
}
