using TokenModule.Api;

namespace TokenModule;

public sealed class EndpointNameTests
{
    [Theory]
    [InlineData("accounts")]
    [InlineData("Accounts")]
    [InlineData("accounts_service_url")]
    public void Endpoint_is_found_by_its_short_name_and_its_full_name(string name)
    {
        Assert.Equal("accounts.example", EndpointName.Resolve(TestServiceKeys.CreateForClient(), name).Host);
    }

    [Theory]
    [InlineData("acounts", "accounts, events")]
    [InlineData(null, "accounts, events")]
    public void Error_lists_the_available_endpoints(string? name, string expected)
    {
        BtpApiException error = Assert.Throws<BtpApiException>(() => EndpointName.Resolve(TestServiceKeys.CreateForClient(), name));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_endpoint_is_selected_without_a_name()
    {
        ServiceKey key = TestServiceKeys.Read(
            """{"clientid":"c","clientsecret":"s","url":"https://u.example","saas_registry_url":"https://saas.example"}""");

        Assert.Equal("saas.example", EndpointName.Resolve(key, null).Host);
    }

    [Fact]
    public void Service_address_is_preferred_to_addresses_of_its_parts()
    {
        ServiceKey key = TestServiceKeys.Read("""{"url":"https://dox.example","endpoints":{"backend":{"url":"https://backend.example"}},"uaa":{"clientid":"c","clientsecret":"s","url":"https://u.example"}}""");

        Assert.Equal("dox.example", EndpointName.Resolve(key, null).Host);
    }

    [Fact]
    public void Key_without_endpoints_is_reported()
    {
        ServiceKey key = TestServiceKeys.Read("""{"clientid":"c","clientsecret":"s","url":"https://u.example"}""");

        Assert.Contains("-Uri", Assert.Throws<BtpApiException>(() => EndpointName.Resolve(key, null)).Message, StringComparison.Ordinal);
    }
}
