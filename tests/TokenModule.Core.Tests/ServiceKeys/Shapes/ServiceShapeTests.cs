using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceShapeTests
{
    [Theory]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://t.accounts.example","domains":["accounts.example"],"app_tid":"tenant"}""",
        ServiceKeyKind.Identity,
        "https://t.accounts.example/oauth2/token",
        "url=https://t.accounts.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://s.authentication.example","uri":"https://destination.example"}""",
        ServiceKeyKind.Destination,
        "https://s.authentication.example/oauth/token",
        "uri=https://destination.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://s.authentication.example","sm_url":"https://sm.example"}""",
        ServiceKeyKind.ServiceManager,
        "https://s.authentication.example/oauth/token",
        "sm_url=https://sm.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://s.authentication.example","serviceurls":{"""
            + "\"AI_API_URL\":\"https://ai.example\"}}",
        ServiceKeyKind.AiCore,
        "https://s.authentication.example/oauth/token",
        "AI_API_URL=https://ai.example/")]
    [InlineData(
        """{"endpoints":{"workflow_odata_url":"https://wf.example/odata"},"uaa":{"clientid":"c","clientsecret":"s","""
            + "\"url\":\"https://s.authentication.example\"}}",
        ServiceKeyKind.Workflow,
        "https://s.authentication.example/oauth/token",
        "workflow_odata_url=https://wf.example/odata")]
    [InlineData(
        """{"writeUrl":"https://log.example","uaa":{"clientid":"c","clientsecret":"s","url":"https://s.authentication.example"}}""",
        ServiceKeyKind.BusinessLogging,
        "https://s.authentication.example/oauth/token",
        "writeUrl=https://log.example/")]
    [InlineData(
        """{"oauth":{"clientid":"c","clientsecret":"s","url":"https://runtime.example","""
            + "\"tokenurl\":\"https://s.authentication.example/oauth/token\"}}",
        ServiceKeyKind.Xsuaa,
        "https://s.authentication.example/oauth/token",
        "url=https://runtime.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","tokenurl":"https://s.authentication.example/oauth/token"}""",
        ServiceKeyKind.Xsuaa,
        "https://s.authentication.example/oauth/token",
        "")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://xsa.example:30032/uaa-security"}""",
        ServiceKeyKind.Xsuaa,
        "https://xsa.example:30032/uaa-security/oauth/token",
        "")]
    public void Service_token_endpoint_and_APIs_are_read_from_the_key(string json, ServiceKeyKind kind, string tokenUrl, string endpoints)
    {
        ServiceKey key = TestServiceKeys.Read(json);

        Assert.Equal((kind, tokenUrl), (key.Kind, key.TokenUrl.AbsoluteUri));
        Assert.Equal(endpoints, string.Join(",", key.Endpoints.Select(e => $"{e.Key}={e.Value.AbsoluteUri}")));
    }

    [PemTheory]
    [InlineData("\"certurl\":\"https://s.authentication.cert.example\"")]
    [InlineData("\"certUrl\":\"https://s.authentication.cert.example\"")]
    [InlineData("\"url\":\"https://s.authentication.example\"")]
    [InlineData("\"tokenurl\":\"https://s.authentication.example/oauth/token\"")]
    public void Certificate_key_uses_the_token_host_for_certificates(string address)
    {
        TestCertificates issued = TestCertificates.Issue(ellipticCurve: true);
        string json = TestServiceKeys.FormatX509Key(issued.Chain, issued.PrivateKey)
            .Replace("\"url\": \"https://sub.authentication.example\"", address, StringComparison.Ordinal)
            .Replace("\"certurl\": \"https://sub.authentication.cert.example\",", "", StringComparison.Ordinal);

        Assert.Equal("https://s.authentication.cert.example/oauth/token", TestServiceKeys.Read(json).TokenUrl.AbsoluteUri);
    }

    [PemFact]
    public void Certificate_key_of_an_identity_tenant_uses_the_host_of_the_tenant()
    {
        TestCertificates issued = TestCertificates.Issue(ellipticCurve: true);
        string json = issued.ToKeyJson().Replace("\"clientid\"", "\"app_tid\":\"t\",\"clientid\"", StringComparison.Ordinal);

        Assert.Equal("https://sub.authentication.example/oauth2/token", TestServiceKeys.Read(json).TokenUrl.AbsoluteUri);
    }

    [Fact]
    public void Error_names_the_missing_client_secret()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(
            () => TestServiceKeys.Read("""{"clientid":"c","url":"https://s.authentication.example"}"""));

        Assert.Contains("'clientsecret'", error.Message, StringComparison.Ordinal);
    }
}
