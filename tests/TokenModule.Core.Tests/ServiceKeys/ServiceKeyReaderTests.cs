using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceKeyReaderTests
{
    private const string Uaa =
        """{"clientid":"sb-app!t1","clientsecret":"canary-secret","url":"https://sub.authentication.example","identityzone":"sub","""
        + "\"tenantid\":\"t-1\",\"subaccountid\":\"s-1\",\"uaadomain\":\"authentication.example\",\"xsappname\":\"app!t1\","
        + "\"credential-type\":\"binding-secret\"}";

    [Fact]
    public void Error_lists_only_member_names_that_look_like_words()
    {
        const string Damaged =
            """{ "base_url": "https://a.example", "client_idanary-Qz7Xk2Vw9J": "a", "uaa.domain": "b", "clientName": "c","""
            + """ "OUpwNF": "d" }""";

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(
            () => ServiceKeyReader.ReadKey(ServiceKeyReader.ReadBindings(Damaged, "the test")[0]));

        Assert.Contains("only base_url, others, uaa.domain, clientName.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_with_a_uaa_block_provides_client_and_tenant()
    {
        ServiceKey key = ReadKey($$"""{"url":"https://api.example","uaa":{{Uaa}} }""");

        Assert.Equal("sb-app!t1", key.ClientId);
        Assert.Equal("https://sub.authentication.example/oauth/token", key.TokenUrl.AbsoluteUri);
        Assert.Equal(
            ("binding-secret", "app!t1", "sub", "authentication.example", "t-1", "s-1"),
            (key.CredentialType, key.XsAppName, key.Subdomain, key.UaaDomain, key.TenantId, key.SubaccountId));
    }

    [Theory]
    [InlineData("user_token", GrantType.Password)]
    [InlineData("client_credentials", GrantType.ClientCredentials)]
    public void Cloud_management_key_determines_the_grant_type(string grant, GrantType expected)
    {
        ServiceKey key = ReadKey(
            $$"""{"endpoints":{"accounts_service_url":"https://accounts.example"},"grant_type":"{{grant}}","uaa":{{Uaa}} }""");

        Assert.Equal(expected, key.GrantType);
        Assert.Equal(ServiceKeyKind.CloudManagement, key.Kind);
    }

    [Fact]
    public void Endpoint_object_is_read_by_its_url_member()
    {
        ServiceKey key = ReadKey($$"""
            {
              "url": "https://dox.example",
              "swagger": "/document-information-extraction/v1/",
              "endpoints": { "backend": { "url": "https://backend.example", "timeout": 60 } },
              "uaa": {{Uaa}}
            }
            """);

        Assert.Equal("https://backend.example/", key.Endpoints["backend"].AbsoluteUri);
        Assert.Equal("https://dox.example/document-information-extraction/v1/", key.Endpoints["url"].AbsoluteUri);
        Assert.Equal(ServiceKeyKind.DocumentInformationExtraction, key.Kind);
    }

    [Fact]
    public void Client_of_a_flat_key_is_read_from_the_root()
    {
        ServiceKey key = ReadKey(Uaa.Replace("}", ",\"saas_registry_url\":\"https://saas.example\"}", StringComparison.Ordinal));

        Assert.Equal(ServiceKeyKind.SaasProvisioning, key.Kind);
        Assert.Equal(["saas_registry_url"], key.Endpoints.Keys);
    }

    [Fact]
    public void CIAM_key_uses_JSON_token_requests()
    {
        ServiceKey key = ReadKey("""{"base_url":"https://ciam.example/","client_id":"Sfq5hn4nf","client_secret":"S^7j|)v,Zd"}""");

        Assert.Equal("https://ciam.example/ciam-mfa/v2/get/token", key.TokenUrl.AbsoluteUri);
        Assert.Equal(TokenRequestFormat.Json, key.TokenRequestFormat);
    }

    [Fact]
    public void Path_of_an_XSA_UAA_is_kept()
    {
        ServiceKey key = ReadKey("""{"clientid":"c","clientsecret":"s","url":"https://xsa.example:30032/uaa-security"}""");

        Assert.Equal("https://xsa.example:30032/uaa-security/oauth/token", key.TokenUrl.AbsoluteUri);
    }

    [Theory]
    [InlineData("Getting key my key for service instance my-cis as user@example.com...\n\n", "")]
    [InlineData("Getting key my key for service instance my-cis as user@example.com...\r\n\r\n{\"credentials\":", "}")]
    public void Output_of_old_and_new_cf_service_key_is_read(string before, string after)
    {
        ServiceKey key = ServiceKeyReader.ReadKey($"{before}{Uaa}{after}\n", "the test", "file");

        Assert.Equal("my key", key.Name);
    }

    [Fact]
    public void Trailing_commas_and_comments_are_accepted()
    {
        ServiceKey key = ReadKey(
            "{ // from the cockpit\n \"clientid\":\"c\", /* shared */ \"clientsecret\":\"s\", \"url\":\"https://u.example\", }");

        Assert.Equal("c", key.ClientId);
    }

    [Fact]
    public void Unnamed_key_is_named_after_its_application_or_client()
    {
        Assert.Equal("app!t1", ReadKey(Uaa).Name);
        Assert.Equal("c", ReadKey("""{"clientid":"c","clientsecret":"s","url":"https://u.example"}""").Name);
    }

    [Theory]
    [InlineData("""{"uaa":{"clientid":"<client_id>","clientsecret":"canary-secret","url":"https://u.example"}}""", "uaa.clientid")]
    [InlineData("""{"uaa":{"clientid":<client_id>,"clientsecret":"canary-secret","url":"https://u.example"}}""", "uaa.clientid")]
    [InlineData("""{"uaa":{"clientid":"c","clientsecret":"<< your secret >>","url":"https://u.example"}}""", "uaa.clientsecret")]
    [InlineData("""{"base_url":"{{base_url}}","client_id":"c","client_secret":"canary-secret"}""", "base_url")]
    [InlineData("""{"clientid":"c","clientsecret":"canary-secret","url":"https://<subdomain>.authentication.example"}""", "url")]
    public void Error_names_the_member_that_contains_a_placeholder(string json, string member)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ReadKey(json));

        Assert.Equal(Failure.ServiceKeyPlaceholder, error.Failure);
        Assert.Contains($"'{member}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Documentation_sample_is_reported_as_not_filled_in()
    {
        const string Sample = """
            {
               "endpoints": {
                  "accounts_service_url": <accounts service URL>,
                  "saas_registry_service_url": <saas registry service URL>,
               },
             "grant_type": "user_token",
             "uaa": {
              ...
              "clientid": <client_id>,
              "url": <uaa_url>,
              ...
             }
            }
            """;

        Assert.Equal(Failure.ServiceKeyPlaceholder, Assert.Throws<ServiceKeyException>(() => ReadKey(Sample)).Failure);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("my-key.json", "-Path")]
    [InlineData("{\"clientid\":\"c\",\n \"clientsecret\":\"canary-secret\" \"url\":1}", "line 2")]
    [InlineData("""{"clientid":"c","url":"https://u.example"}""", "'clientsecret'")]
    [InlineData("""{"clientid":"c","clientsecret":"","url":"https://u.example"}""", "'clientsecret'")]
    [InlineData("""{"clientid":"c","clientsecret":"canary-secret","url":"http://u.example"}""", "https")]
    [InlineData("""{"clientid":"c","clientsecret":"canary-secret","url":"https://user:canary-secret@u.example"}""", "user name")]
    [InlineData("""{"clientid":"c","clientsecret":"canary-secret","url":"nonsense"}""", "not a URL")]
    [InlineData("""{"clientid":"c","clientsecret":"\ud800","url":"https://u.example"}""", "Unicode")]
    [InlineData("""{"name":"x","plan":"y"}""", "name, plan")]
    [InlineData("""{"uaa":"canary-secret"}""", "'uaa'")]
    public void Error_describes_the_problem_without_the_secret(string text, string expected)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ReadKey(text));

        Assert.Equal(Failure.ServiceKeyInvalid, error.Failure);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_as_text_or_JSON_does_not_contain_its_secret()
    {
        ServiceKey key = ReadKey(Uaa);

        Assert.DoesNotContain("canary", key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", System.Text.Json.JsonSerializer.Serialize(key), StringComparison.Ordinal);
    }

    private static ServiceKey ReadKey(string text) => ServiceKeyReader.ReadKey(text, "the test");
}
