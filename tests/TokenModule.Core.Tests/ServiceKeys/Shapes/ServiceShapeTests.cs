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
    [InlineData(
        """{"uaa":{"clientid":"c","clientsecret":"s","url":"https://s.authentication.example","uri":"https://destination.example"}}""",
        ServiceKeyKind.Destination,
        "https://s.authentication.example/oauth/token",
        "uri=https://destination.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://s.authentication.example","apiurl":"https://api.authentication.example"}""",
        ServiceKeyKind.Xsuaa,
        "https://s.authentication.example/oauth/token",
        "apiurl=https://api.authentication.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","token_service_url":"https://s.authentication.example","onpremise_proxy_host":"p"}""",
        ServiceKeyKind.Xsuaa,
        "https://s.authentication.example/oauth/token",
        "")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","token_service_url":"https://s.authentication.example/oauth/token","""
            + "\"url\":\"https://s.authentication.example\"}",
        ServiceKeyKind.Xsuaa,
        "https://s.authentication.example/oauth/token",
        "")]
    [InlineData(
        """{"url":"https://api.example","tokenUrl":"https://s.authentication.example/oauth/token","clientId":"c","clientSecret":"s"}""",
        ServiceKeyKind.Xsuaa,
        "https://s.authentication.example/oauth/token",
        "url=https://api.example/")]
    [InlineData(
        """{"url":"https://a.example","client_id":"c","client_secret":"s","oauth_url":"https://s.example/oauth/token?grant_type=x"}""",
        ServiceKeyKind.Xsuaa,
        "https://s.example/oauth/token",
        "url=https://a.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"","certurl":"","sm_url":"https://sm.example","tokenurl":"https://s.example","""
            + "\"tokenurlsuffix\":\"/oauth/token\",\"credential-type\":\"none\"}",
        ServiceKeyKind.ServiceManager,
        "https://s.example/oauth/token",
        "sm_url=https://sm.example/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://t.accounts.ondemand.com"}""",
        ServiceKeyKind.Identity,
        "https://t.accounts.ondemand.com/oauth2/token",
        "url=https://t.accounts.ondemand.com/")]
    [InlineData(
        """{"clientid":"c","clientsecret":"s","url":"https://id.example","domain":"id.example","zone_uuid":"z"}""",
        ServiceKeyKind.Identity,
        "https://id.example/oauth2/token",
        "url=https://id.example/")]
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

    [Theory]
    [InlineData("accounts400.ondemand.com")]
    [InlineData("accounts.cloud.sap")]
    public void Every_host_of_Cloud_Identity_Services_is_recognized(string domain)
    {
        ServiceKey key = TestServiceKeys.Read($$"""{"clientid":"c","clientsecret":"s","url":"https://t.{{domain}}"}""");

        Assert.Equal(ServiceKeyKind.Identity, key.Kind);
        Assert.Equal($"https://t.{domain}/oauth2/certs", key.JwksUri!.AbsoluteUri);
    }

    [Fact]
    public void Label_identity_determines_the_token_endpoint()
    {
        ServiceKey key = TestServiceKeys.Read(
            """{"identity":[{"label":"identity","name":"i","credentials":{"clientid":"c","clientsecret":"s","""
                + "\"url\":\"https://id.example\"}}]}");

        Assert.Equal("https://id.example/oauth2/token", key.TokenUrl.AbsoluteUri);
    }

    [Fact]
    public void Clients_in_arrays_become_one_key_with_its_HTTP_endpoints()
    {
        const string Client =
            """{"clientid":"c","clientsecret":"s","tokenendpoint":"https://s.example/oauth/token","granttype":"client_credentials"}""";
        ServiceKey key = TestServiceKeys.Read($$"""
            {
              "xsappname": "app!b1",
              "messaging": [
                { "oa2": {{Client}}, "protocol": ["amqp10ws"], "uri": "wss://amqp.example" },
                { "oa2": {{Client}}, "protocol": ["httprest"], "uri": "https://rest.example" }
              ],
              "management": [ { "oa2": {{Client}}, "uri": "https://management.example" } ]
            }
            """, name: null);

        Assert.Equal(("app!b1", "app!b1", "c"), (key.Name, key.XsAppName, key.ClientId));
        Assert.Equal(["management", "messaging"], key.Endpoints.Keys.Order());
        Assert.Equal("https://rest.example/", key.Endpoints["messaging"].AbsoluteUri);
    }

    [Fact]
    public void Different_clients_in_arrays_are_ambiguous()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => TestServiceKeys.Read("""
            {
              "management": [
                { "oa2": { "clientid": "a", "clientsecret": "canary", "tokenendpoint": "https://s.example" }, "uri": "https://a.example" },
                { "oa2": { "clientid": "b", "clientsecret": "canary", "tokenendpoint": "https://s.example" }, "uri": "https://b.example" }
              ]
            }
            """));

        Assert.Equal(Failure.ServiceKeyAmbiguous, error.Failure);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"url":"https://a.example","client_id":"c","client_secret":"canary"}""")]
    [InlineData("""{"url":"https://a.example","clientId":"c","clientSecret":"canary"}""")]
    public void Key_without_a_token_URL_is_for_Basic_authentication(string json)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => TestServiceKeys.Read(json));

        Assert.Contains("Basic authentication", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Error_names_the_missing_client_secret()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(
            () => TestServiceKeys.Read("""{"clientid":"c","url":"https://s.authentication.example"}"""));

        Assert.Contains("'clientsecret'", error.Message, StringComparison.Ordinal);
    }
}
