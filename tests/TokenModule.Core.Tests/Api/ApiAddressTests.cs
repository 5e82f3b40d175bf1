using TokenModule.Api;

namespace TokenModule;

public sealed class ApiAddressTests
{
    private static readonly Uri Plain = new("https://accounts.example");
    private static readonly Uri WithBase = new("https://dox.example/document-information-extraction/v1/");

    [Theory]
    [InlineData("/accounts/v1/subaccounts", "https://accounts.example/accounts/v1/subaccounts")]
    [InlineData("accounts/v1/subaccounts?expand=true", "https://accounts.example/accounts/v1/subaccounts?expand=true")]
    [InlineData("", "https://accounts.example/")]
    [InlineData("/users/anna@example.com", "https://accounts.example/users/anna@example.com")]
    [InlineData("/x?url=https://b.example/y", "https://accounts.example/x?url=https://b.example/y")]
    public void Path_is_resolved_relative_to_the_endpoint(string path, string expected)
    {
        Assert.Equal(expected, ApiAddress.ResolvePath(Plain, path).AbsoluteUri);
    }

    [Theory]
    [InlineData("document/jobs")]
    [InlineData("/document/jobs")]
    [InlineData("/document-information-extraction/v1/document/jobs")]
    public void Base_path_is_added_only_once(string path)
    {
        Assert.Equal("https://dox.example/document-information-extraction/v1/document/jobs",
            ApiAddress.ResolvePath(WithBase, path).AbsoluteUri);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    [InlineData("/\\evil.example")]
    [InlineData("/x\r\nHost: evil.example")]
    public void Path_that_leaves_the_endpoint_is_rejected(string path)
    {
        Assert.Equal(Failure.HostNotAllowed, Assert.Throws<BtpApiException>(() => ApiAddress.ResolvePath(Plain, path)).Failure);
    }

    [Theory]
    [InlineData("@evil.example/x")]
    [InlineData(".evil.example/x")]
    [InlineData(":443@evil.example/x")]
    [InlineData("%2f%2fevil.example/x")]
    [InlineData("/../../x")]
    [InlineData("accounts.example\uff0fevil.example")]
    public void Path_cannot_change_the_host(string path)
    {
        Assert.Equal("accounts.example", ApiAddress.ResolvePath(Plain, path).Host);
    }

    [Theory]
    [InlineData("https://accounts.example/x", true)]
    [InlineData("https://ACCOUNTS.example:443/x", true)]
    [InlineData("http://accounts.example/x", false)]
    [InlineData("https://accounts.example:8443/x", false)]
    [InlineData("https://accounts.example.evil.example/x", false)]
    [InlineData("https://user@accounts.example/x", false)]
    [InlineData("https://evil.example/x", false)]
    [InlineData("https://\u0430ccounts.example/x", false)]
    public void Address_must_match_an_origin_of_the_key(string address, bool allowed)
    {
        ServiceKey key = TestServiceKeys.CreateForClient();

        if (allowed)
            Assert.Equal("accounts.example", ApiAddress.RequireAllowed(new Uri(address), key, []).Host);
        else
            Assert.Equal(Failure.HostNotAllowed,
                Assert.Throws<BtpApiException>(() => ApiAddress.RequireAllowed(new Uri(address), key, [])).Failure);
    }

    [Fact]
    public void Query_is_appended_to_the_existing_query()
    {
        Uri address = QueryString.Append(new Uri("https://a.example/x?one=1"), [new("two", "a b&c"), new("two", "ü")]);

        Assert.Equal("https://a.example/x?one=1&two=a%20b%26c&two=%C3%BC", address.AbsoluteUri);
    }
}
