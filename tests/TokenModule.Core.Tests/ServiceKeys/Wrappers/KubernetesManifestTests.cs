using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class KubernetesManifestTests
{
    private const string Metadata = """{"metaDataProperties":[{"name":"instance_name","format":"text"},{"name":"label","format":"text"},{"name":"tags","format":"json"}],"credentialProperties":[{"name":"clientid","format":"text"},{"name":"clientsecret","format":"text"},{"name":"url","format":"text"},{"name":"endpoints","format":"json"},{"name":"type","format":"text"}]}""";

    [Theory]
    [InlineData("secret in JSON")]
    [InlineData("secret in YAML")]
    public void A_secret_is_named_and_described_by_its_manifest(string text)
    {
        ServiceBinding binding = Assert.Single(Bindings(Samples.All[text]));

        Assert.Equal(("my-key", "xsuaa", "my-app"), (binding.Name, binding.ServiceName, binding.InstanceName));
        Assert.Equal(["clientid", "clientsecret", "url"], binding.Credentials.EnumerateObject().Select(m => m.Name).Order());
        Assert.Equal(Samples.Secret, Keys.SecretOf(ServiceKeyReader.Read(binding)));
    }

    [Theory]
    [InlineData("list in JSON", "my-key", "my-key")]
    [InlineData("list in YAML", "my-key", "other-key")]
    [InlineData("several manifests", "my-key", "my-key")]
    public void Each_secret_of_several_is_a_binding(string text, string first, string second)
    {
        Assert.Equal([first, second], Bindings(Samples.All[text]).Select(b => b.Name));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("true")]
    [InlineData("1e5")]
    [InlineData("null")]
    [InlineData("{not json")]
    [InlineData("\"quoted\"")]
    public void A_secret_that_looks_like_json_stays_text(string value)
    {
        ServiceBinding binding = Assert.Single(Bindings(Secret(("clientid", "c"), ("clientsecret", value), ("url", "https://u.example"))));

        Assert.Equal(value, Keys.SecretOf(ServiceKeyReader.Read(binding)));
    }

    [Fact]
    public void Objects_are_read_as_such()
    {
        ServiceBinding binding = Assert.Single(Bindings(Secret(("uaa", Samples.Flat), ("url", "https://api.example"))));

        Assert.Equal("https://api.example/", ServiceKeyReader.Read(binding).Endpoints["url"].AbsoluteUri);
    }

    [Fact]
    public void The_metadata_says_what_is_a_credential_and_what_is_json()
    {
        ServiceBinding binding = Assert.Single(Bindings(Secret((".metadata", Metadata), ("clientid", "c"), ("clientsecret", "[1]"), ("url", "https://u.example"), ("endpoints", "true"), ("type", "t"), ("label", "xsuaa"), ("instance_name", "i"), ("tags", "[]"))));

        Assert.Equal(("xsuaa", "i"), (binding.ServiceName, binding.InstanceName));
        Assert.Equal("""{"clientid":"c","clientsecret":"[1]","url":"https://u.example","endpoints":true,"type":"t"}""", binding.Credentials.GetRawText());
    }

    [Fact]
    public void A_container_holds_all_credentials_where_the_metadata_says_so()
    {
        const string Container = """{"metaDataProperties":[{"name":"type","format":"text"}],"credentialProperties":[{"name":"all","format":"json","container":true}]}""";
        ServiceBinding binding = Assert.Single(Bindings(Secret((".metadata", Container), ("all", Samples.UaaBlock), ("type", "xsuaa"))));

        Assert.Equal("xsuaa", binding.ServiceName);
        Assert.True(ServiceKeyReader.IsKey(binding));
    }

    [Fact]
    public void A_single_member_with_an_object_holds_everything_in_texts()
    {
        string root = System.Text.Json.JsonSerializer.Serialize(new { uaa = Samples.Flat, url = "https://api.example", instance_name = "i", label = "dox", count = 3 });
        ServiceBinding binding = Assert.Single(Bindings(Secret(("root", root))));

        Assert.Equal(("dox", "i"), (binding.ServiceName, binding.InstanceName));
        Assert.Equal("https://sub.authentication.example/oauth/token", ServiceKeyReader.Read(binding).TokenUrl.AbsoluteUri);
        Assert.Equal(3, binding.Credentials.GetProperty("count").GetInt32());
    }

    [Fact]
    public void Plain_values_count_more_than_encoded_ones_as_kubernetes_has_it()
    {
        string json = $$"""{"apiVersion":"v1","kind":"Secret","data":{"clientid":"{{Samples.Base64("old")}}" },"stringData":{"clientid":"new"} }""";

        Assert.Equal("new", Assert.Single(Bindings(json)).Credentials.GetProperty("clientid").GetString());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_member()
    {
        string json = $$"""{"apiVersion":"v1","kind":"Secret","data":{"clientid":"{{Samples.Base64("c")}}","keystore":"/////w=="} }""";

        Assert.Equal("""{"clientid":"c"}""", Assert.Single(Bindings(json)).Credentials.GetRawText());
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","data":{"clientsecret":"canary-secret"}}""", "'data.clientsecret' is no base64")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","stringData":{".metadata":"canary"}}""", "'.metadata' is no JSON object")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","stringData":{".metadata":"{\"credentialProperties\":[{\"name\":\"uaa\",\"format\":\"json\"}]}","uaa":"canary"}}""", "'uaa' is no JSON")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","data":{"clientsecret":"canary"}}""", "another kind")]
    [InlineData("""{"apiVersion":"v1","kind":"List","items":[1,{"kind":"ConfigMap","data":{"a":"canary"}}]}""", "another kind")]
    public void What_is_wrong_is_said_without_the_value(string text, string expected)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => Bindings(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private static string Secret(params (string Name, string Value)[] members)
    {
        return System.Text.Json.JsonSerializer.Serialize(new { apiVersion = "v1", kind = "Secret", data = members.ToDictionary(m => m.Name, m => Samples.Base64(m.Value)) });
    }

    private static IReadOnlyList<ServiceBinding> Bindings(string text) => ServiceKeyReader.Bindings(text, "the test", "file");
}
