using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class KubernetesManifestTests
{
    private const string Metadata = """
        {
          "metaDataProperties": [
            { "name": "instance_name", "format": "text" }, { "name": "label", "format": "text" }, { "name": "tags", "format": "json" }
          ],
          "credentialProperties": [
            { "name": "clientid", "format": "text" }, { "name": "clientsecret", "format": "text" }, { "name": "url", "format": "text" },
            { "name": "endpoints", "format": "json" }, { "name": "type", "format": "text" }
          ]
        }
        """;

    [Theory]
    [InlineData("secret in JSON")]
    [InlineData("secret in YAML")]
    public void Name_service_and_instance_are_read_from_the_Secret_manifest(string text)
    {
        ServiceBinding binding = Assert.Single(ReadBindings(ServiceKeySamples.All[text]));

        Assert.Equal(("my-key", "xsuaa", "my-app"), (binding.Name, binding.ServiceName, binding.InstanceName));
        Assert.Equal(["clientid", "clientsecret", "url"], binding.Credentials.EnumerateObject().Select(m => m.Name).Order());
        Assert.Equal(ServiceKeySamples.Secret, TestServiceKeys.RevealSecret(ServiceKeyReader.ReadKey(binding)));
    }

    [Theory]
    [InlineData("list in JSON", "my-key", "my-key")]
    [InlineData("list in YAML", "my-key", "other-key")]
    [InlineData("several manifests", "my-key", "my-key")]
    public void Each_Secret_of_a_list_is_a_binding(string text, string first, string second)
    {
        Assert.Equal([first, second], ReadBindings(ServiceKeySamples.All[text]).Select(b => b.Name));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("true")]
    [InlineData("1e5")]
    [InlineData("null")]
    [InlineData("{not json")]
    [InlineData("\"quoted\"")]
    public void Client_secret_that_looks_like_JSON_stays_text(string value)
    {
        ServiceBinding binding = Assert.Single(
            ReadBindings(CreateSecret(("clientid", "c"), ("clientsecret", value), ("url", "https://u.example"))));

        Assert.Equal(value, TestServiceKeys.RevealSecret(ServiceKeyReader.ReadKey(binding)));
    }

    [Fact]
    public void JSON_objects_in_a_Secret_are_parsed()
    {
        ServiceBinding binding = Assert.Single(ReadBindings(CreateSecret(("uaa", ServiceKeySamples.Flat), ("url", "https://api.example"))));

        Assert.Equal("https://api.example/", ServiceKeyReader.ReadKey(binding).Endpoints["url"].AbsoluteUri);
    }

    [Fact]
    public void Metadata_determines_which_members_are_credentials_and_JSON()
    {
        ServiceBinding binding = Assert.Single(ReadBindings(CreateSecret(
            (".metadata", Metadata),
            ("clientid", "c"),
            ("clientsecret", "[1]"),
            ("url", "https://u.example"),
            ("endpoints", "true"),
            ("type", "t"),
            ("label", "xsuaa"),
            ("instance_name", "i"),
            ("tags", "[]"))));

        Assert.Equal(("xsuaa", "i"), (binding.ServiceName, binding.InstanceName));
        Assert.Equal(
            """{"clientid":"c","clientsecret":"[1]","url":"https://u.example","endpoints":true,"type":"t"}""",
            binding.Credentials.GetRawText());
    }

    [Fact]
    public void Credentials_are_read_from_the_container_named_in_the_metadata()
    {
        const string Container =
            """{"metaDataProperties":[{"name":"type","format":"text"}],"credentialProperties":[{"name":"all","format":"json","""
            + "\"container\":true}]}";
        ServiceBinding binding = Assert.Single(
            ReadBindings(CreateSecret((".metadata", Container), ("all", ServiceKeySamples.UaaBlock), ("type", "xsuaa"))));

        Assert.Equal("xsuaa", binding.ServiceName);
        Assert.True(ServiceKeyReader.IsKey(binding));
    }

    [Fact]
    public void Single_object_member_provides_credentials_and_description()
    {
        string root = System.Text.Json.JsonSerializer.Serialize(
            new { uaa = ServiceKeySamples.Flat, url = "https://api.example", instance_name = "i", label = "dox", count = 3 });
        ServiceBinding binding = Assert.Single(ReadBindings(CreateSecret(("root", root))));

        Assert.Equal(("dox", "i"), (binding.ServiceName, binding.InstanceName));
        Assert.Equal("https://sub.authentication.example/oauth/token", ServiceKeyReader.ReadKey(binding).TokenUrl.AbsoluteUri);
        Assert.Equal(3, binding.Credentials.GetProperty("count").GetInt32());
    }

    [Fact]
    public void Values_in_stringData_take_precedence_over_data()
    {
        string old = ServiceKeySamples.EncodeBase64("old");
        string json = $$"""{"apiVersion":"v1","kind":"Secret","data":{"clientid":"{{old}}" },"stringData":{"clientid":"new"} }""";

        Assert.Equal("new", Assert.Single(ReadBindings(json)).Credentials.GetProperty("clientid").GetString());
    }

    [Fact]
    public void Binary_values_are_ignored()
    {
        string clientId = ServiceKeySamples.EncodeBase64("c");
        string json = $$"""{"apiVersion":"v1","kind":"Secret","data":{"clientid":"{{clientId}}","keystore":"/////w=="} }""";

        Assert.Equal("""{"clientid":"c"}""", Assert.Single(ReadBindings(json)).Credentials.GetRawText());
    }

    [Theory]
    [InlineData(
        """{"apiVersion":"v1","kind":"Secret","data":{"clientsecret":"canary-secret"}}""", "'data.clientsecret' is not valid base64")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","stringData":{".metadata":"canary"}}""", "'.metadata' is not a JSON object")]
    [InlineData(
        """{"apiVersion":"v1","kind":"Secret","stringData":{".metadata":"{\"credentialProperties\":[{\"name\":\"uaa\","""
            + """\"format\":\"json\"}]}","uaa":"canary"}}""",
        "'uaa' is not valid JSON")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","data":{"clientsecret":"canary"}}""", "another kind")]
    [InlineData("""{"apiVersion":"v1","kind":"List","items":[1,{"kind":"ConfigMap","data":{"a":"canary"}}]}""", "another kind")]
    public void Error_describes_the_problem_without_the_value(string text, string expected)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ReadBindings(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_jsonpath_output_are_decoded()
    {
        string text = $$"""
            {
              "clientid": "{{Encode("sb-app")}}",
              "clientsecret": "{{Encode(ServiceKeySamples.Secret)}}",
              "url": "{{Encode("https://u.example")}}"
            }
            """;

        Assert.Equal(ServiceKeySamples.Secret, TestServiceKeys.RevealSecret(ServiceKeyReader.ReadKey(Assert.Single(ReadBindings(text)))));
    }

    [Fact]
    public void Values_that_are_encoded_twice_are_decoded()
    {
        string json = CreateSecret(("clientid", Encode("c")), ("clientsecret", Encode("secret")), ("url", Encode("https://u.example")));

        Assert.Equal("secret", TestServiceKeys.RevealSecret(ServiceKeyReader.ReadKey(Assert.Single(ReadBindings(json)))));
    }

    [Fact]
    public void Go_map_of_an_old_kubectl_is_an_error_that_names_the_format()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ReadBindings("map[clientid:Yw== clientsecret:canary]"));

        Assert.Contains("-o json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [PemFact]
    public void Certificate_of_the_service_operator_is_read_from_the_second_Secret()
    {
        TestCertificates issued = TestCertificates.Issue(ellipticCurve: true);
        string client = FormatNamedSecret(
            "sap-btp-manager",
            ("clientid", "c"),
            ("clientsecret", ""),
            ("sm_url", "https://sm.example"),
            ("tokenurl", "https://s.authentication.example"),
            ("tokenurlsuffix", "/oauth/token"));
        string certificate = FormatNamedSecret("sap-btp-manager-tls", ("tls.crt", issued.Chain), ("tls.key", issued.PrivateKey));
        string list = $$"""{"apiVersion":"v1","kind":"List","items":[{{client}},{{certificate}}]}""";

        ServiceKey key = ServiceKeyReader.ReadKey(Assert.Single(ReadBindings(list)));

        Assert.Equal((ServiceKeyKind.ServiceManager, "sap-btp-manager"), (key.Kind, key.Name));
        Assert.Equal("https://s.authentication.cert.example/oauth/token", key.TokenUrl.AbsoluteUri);
        Assert.NotNull(key.CertificateExpiresAt);
    }

    [Fact]
    public void Secret_with_only_a_certificate_is_an_error_that_says_what_to_do()
    {
        string json = CreateSecret(("tls.crt", "x"), ("tls.key", "canary"));

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ReadBindings(json));

        Assert.Contains("NAME-tls", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_Secret_of_a_list_is_reported_and_the_others_are_read()
    {
        const string Damaged = """{"kind":"Secret","metadata":{"name":"damaged"},"data":{"clientsecret":"?canary"}}""";
        string list = $$"""{"apiVersion":"v1","kind":"List","items":[{{Damaged}},{{ServiceKeySamples.SecretJson}}]}""";

        IReadOnlyList<ServiceBinding> bindings = ReadBindings(list);

        Assert.Equal(["damaged", "my-key"], bindings.Select(b => b.Name));
        Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(bindings[0]));
        Assert.Equal("sb-app!t1", ServiceKeyReader.ReadKey(bindings[1]).ClientId);
    }

    private static string Encode(string text) => ServiceKeySamples.EncodeBase64(text);

    private static string FormatNamedSecret(string name, params (string Name, string Value)[] members)
    {
        string metadata = $$"""{"metadata":{"name":"{{name}}"},""";
        return metadata + CreateSecret(members).Substring(1);
    }

    private static string CreateSecret(params (string Name, string Value)[] members)
    {
        Dictionary<string, string> data = members.ToDictionary(m => m.Name, m => ServiceKeySamples.EncodeBase64(m.Value));
        return System.Text.Json.JsonSerializer.Serialize(new { apiVersion = "v1", kind = "Secret", data });
    }

    private static IReadOnlyList<ServiceBinding> ReadBindings(string text) => ServiceKeyReader.ReadBindings(text, "the test", "file");
}
