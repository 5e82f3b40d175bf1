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
    public void A_path_is_relative_to_the_endpoint(string path, string expected)
    {
        Assert.Equal(expected, ApiAddress.Of(Plain, path).AbsoluteUri);
    }

    [Theory]
    [InlineData("document/jobs")]
    [InlineData("/document/jobs")]
    [InlineData("/document-information-extraction/v1/document/jobs")]
    public void A_base_path_is_put_before_it_once(string path)
    {
        Assert.Equal("https://dox.example/document-information-extraction/v1/document/jobs", ApiAddress.Of(WithBase, path).AbsoluteUri);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    [InlineData("/\\evil.example")]
    [InlineData("/x\r\nHost: evil.example")]
    public void A_path_that_would_lead_away_is_refused(string path)
    {
        Assert.Equal(Failure.HostNotAllowed, Assert.Throws<BtpApiException>(() => ApiAddress.Of(Plain, path)).Failure);
    }

    [Theory]
    [InlineData("@evil.example/x")]
    [InlineData(".evil.example/x")]
    [InlineData(":443@evil.example/x")]
    [InlineData("%2f%2fevil.example/x")]
    [InlineData("/../../x")]
    [InlineData("accounts.example\uff0fevil.example")]
    public void A_path_cannot_change_the_host(string path)
    {
        Assert.Equal("accounts.example", ApiAddress.Of(Plain, path).Host);
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
    public void An_address_must_be_at_an_origin_of_the_key(string address, bool allowed)
    {
        ServiceKey key = Keys.ForClient();

        if (allowed)
            Assert.Equal("accounts.example", ApiAddress.Allowed(new Uri(address), key, []).Host);
        else
            Assert.Equal(Failure.HostNotAllowed, Assert.Throws<BtpApiException>(() => ApiAddress.Allowed(new Uri(address), key, [])).Failure);
    }

    [Fact]
    public void A_query_is_added_to_the_one_there_is()
    {
        Uri address = QueryString.Append(new Uri("https://a.example/x?one=1"), [new("two", "a b&c"), new("two", "ü")]);

        Assert.Equal("https://a.example/x?one=1&two=a%20b%26c&two=%C3%BC", address.AbsoluteUri);
    }
}
