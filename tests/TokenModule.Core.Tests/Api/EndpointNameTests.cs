using TokenModule.Api;

namespace TokenModule;

public sealed class EndpointNameTests
{
    [Theory]
    [InlineData("accounts")]
    [InlineData("Accounts")]
    [InlineData("accounts_service_url")]
    public void An_endpoint_has_a_short_name_and_a_full_one(string name)
    {
        Assert.Equal("accounts.example", EndpointName.Resolve(Keys.ForClient(), name).Host);
    }

    [Theory]
    [InlineData("acounts", "accounts, events")]
    [InlineData(null, "accounts, events")]
    public void What_there_is_to_choose_is_said(string? name, string expected)
    {
        BtpApiException error = Assert.Throws<BtpApiException>(() => EndpointName.Resolve(Keys.ForClient(), name));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_endpoint_needs_no_name()
    {
        ServiceKey key = Keys.Read("""{"clientid":"c","clientsecret":"s","url":"https://u.example","saas_registry_url":"https://saas.example"}""");

        Assert.Equal("saas.example", EndpointName.Resolve(key, null).Host);
    }

    [Fact]
    public void The_address_of_the_service_itself_comes_before_those_of_its_parts()
    {
        ServiceKey key = Keys.Read("""{"url":"https://dox.example","endpoints":{"backend":{"url":"https://backend.example"}},"uaa":{"clientid":"c","clientsecret":"s","url":"https://u.example"}}""");

        Assert.Equal("dox.example", EndpointName.Resolve(key, null).Host);
    }

    [Fact]
    public void A_key_without_endpoints_says_so()
    {
        ServiceKey key = Keys.Read("""{"clientid":"c","clientsecret":"s","url":"https://u.example"}""");

        Assert.Contains("-Uri", Assert.Throws<BtpApiException>(() => EndpointName.Resolve(key, null)).Message, StringComparison.Ordinal);
    }
}
