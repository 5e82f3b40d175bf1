using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Text;

namespace TokenModule;

public sealed class CloudFoundryTests
{
    [Theory]
    [InlineData(ServiceKeySamples.ServiceKeyV6)]
    [InlineData(ServiceKeySamples.ServiceKeyV8)]
    public void Key_and_instance_names_are_read_from_the_cf_service_key_heading(string text)
    {
        ServiceBinding binding = Assert.Single(ReadBindings(text));

        Assert.Equal(("my-key", "my-app", null), (binding.Name, binding.InstanceName, binding.ServiceName));
        Assert.Equal("sb-app!t1", ServiceKeyReader.ReadKey(binding).ClientId);
    }

    [Fact]
    public void Several_keys_in_one_text_keep_their_names()
    {
        string text = ServiceKeySamples.ServiceKeyV8
            + "\n" + ServiceKeySamples.ServiceKeyV6.Replace("my-key", "the other key", StringComparison.Ordinal) + ServiceKeySamples.Flat;

        Assert.Equal(["my-key", "the other key", "file"], ReadBindings(text).Select(b => b.Name));
    }

    [Theory]
    [InlineData("Getting key a for service instance b as c as d...", "a", "b as c")]
    [InlineData("  Getting key my key for service instance my instance as u...", "my key", "my instance")]
    public void Names_in_the_heading_can_contain_spaces(string line, string key, string instance)
    {
        Assert.Equal(new CloudFoundryHeading(key, instance), CloudFoundryHeading.ParseOrDefault(line));
    }

    [Theory]
    [InlineData("Getting keys for service instance b as u...")]
    [InlineData("Getting key a for service instance b")]
    [InlineData("")]
    public void Other_lines_are_not_a_heading(string line)
    {
        Assert.Null(CloudFoundryHeading.ParseOrDefault(line));
    }

    [Fact]
    public void Name_and_instance_are_read_from_btp_output()
    {
        ServiceBinding binding = Assert.Single(ReadBindings(ServiceKeySamples.BtpBinding));

        Assert.Equal(("my-key", "my-app"), (binding.Name, binding.InstanceName));
        Assert.True(ServiceKeyReader.IsKey(binding));
    }

    [Theory]
    [InlineData("VCAP_SERVICES")]
    [InlineData("default-env.json")]
    [InlineData("cf env v6")]
    [InlineData("cf env v7")]
    public void All_bound_services_are_found_and_keys_are_recognized(string text)
    {
        IReadOnlyList<ServiceBinding> bindings = ReadBindings(ServiceKeySamples.All[text]);

        Assert.Equal(["my-app", "my-database", "bound-dox"], bindings.Select(b => b.Name));
        Assert.Equal(["xsuaa", "postgresql-db", "document-information-extraction"], bindings.Select(b => b.ServiceName));
        Assert.Equal(["my-app", "my-database", "my-dox"], bindings.Select(b => b.InstanceName));
        Assert.Equal([true, false, true], bindings.Select(ServiceKeyReader.IsKey));
    }

    [Fact]
    public void VCAP_SERVICES_can_be_JSON_text_inside_JSON()
    {
        string text = $$"""{ "VCAP_SERVICES": {{System.Text.Json.JsonSerializer.Serialize(ServiceKeySamples.Services)}} }""";

        Assert.Equal(3, ReadBindings(text).Count);
    }

    [Theory]
    [InlineData("""{ "VCAP_SERVICES": "canary" }""", "'VCAP_SERVICES'")]
    [InlineData("""{ "VCAP_APPLICATION": { "name": "app" } }""", "no service is bound")]
    [InlineData("""{ "VCAP_SERVICES": {} }""", "no service is bound")]
    [InlineData("{}", "no service is bound")]
    [InlineData(
        "System-Provided:\nVCAP_APPLICATION: {\n \"name\": \"app\"\n}\n\nNo user-provided env variables have been set\n",
        "no service is bound")]
    [InlineData(
        "Getting env variables for app app in org o / space s as u...\nOK\n\nNo system-provided env variables have been set\n",
        "no JSON object")]
    public void Application_without_bound_services_is_an_error(string text, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ServiceKeyException>(() => ReadBindings(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_one_key_ignores_databases_and_rejects_several_keys()
    {
        string one = ServiceKeySamples.Services.Replace("document-information-extraction\": [", "other\": [ 1, ", StringComparison.Ordinal)
            .Replace("\"uaa\"", "\"no\"", StringComparison.Ordinal);

        Assert.Equal("sb-app!t1", ServiceKeyReader.ReadKey(one, "the test").ClientId);
        Assert.Contains(
            "2 keys",
            Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(ServiceKeySamples.Services, "the test")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Error_gives_the_line_number_of_damaged_JSON()
    {
        string text = ServiceKeySamples.EnvironmentV7.Replace(
            "\"label\": \"postgresql-db\",", "\"label\": \"postgresql-db\"", StringComparison.Ordinal);
        int line = text.Split('\n').TakeWhile(l => !l.Contains("\"plan\": \"trial\"", StringComparison.Ordinal)).Count() + 1;

        Assert.Contains($"line {line},", Assert.Throws<ServiceKeyException>(() => ReadBindings(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Base64_is_read_also_when_split_over_several_lines()
    {
        string encoded = ServiceKeySamples.EncodeBase64(ServiceKeySamples.ServiceKeyV8);

        Assert.Equal("my-key", Assert.Single(ReadBindings(encoded)).Name);
        Assert.Equal("my-key", Assert.Single(ReadBindings(encoded.Insert(76, "\r\n").Insert(40, "\n") + "\n")).Name);
        Assert.Equal("my-key", Assert.Single(ReadBindings(ServiceKeySamples.EncodeBase64(ServiceKeySamples.SecretYaml))).Name);
    }

    [Theory]
    [InlineData("rest")]
    [InlineData("aGVsbG8=")]
    [InlineData("aGVsbG8= {")]
    public void Base64_text_without_a_key_is_rejected(string text)
    {
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => ReadBindings(text)).Failure);
    }

    [Theory]
    [InlineData("""{"staging_env_json":{},"system_env_json":{"VCAP_SERVICES":{0}},"application_env_json":{"VCAP_APPLICATION":{}}}""", 3)]
    [InlineData("""{"resources":[{"metadata":{},"entity":{"name":"k","credentials":{1}}}]}""", 1)]
    [InlineData("""{"metadata":{},"entity":{"name":"k","credentials":{1}}}""", 1)]
    [InlineData("""{"user-provided":[{"label":"user-provided","name":"k","credentials":{"credentials":{1}}}]}""", 1)]
    public void Bindings_are_read_from_every_response_of_the_API(string text, int count)
    {
        string json = text.Replace("{0}", ServiceKeySamples.Services, StringComparison.Ordinal)
            .Replace("{1}", ServiceKeySamples.Flat, StringComparison.Ordinal);

        IReadOnlyList<ServiceBinding> bindings = ReadBindings(json);

        Assert.Equal(count, bindings.Count);
        Assert.Equal("sb-app!t1", ServiceKeyReader.ReadKey(bindings[0]).ClientId);
    }

    [Fact]
    public void Tags_of_a_user_provided_service_are_read()
    {
        string json = $$"""
            {"user-provided":[{"label":"user-provided","name":"k","tags":["xsuaa"],"credentials":{{ServiceKeySamples.Flat}} }] }
            """;

        Assert.Equal(["xsuaa"], Assert.Single(ReadBindings(json)).Tags);
    }

    [Fact]
    public void Reference_to_CredHub_is_an_error_that_says_where_the_credentials_are()
    {
        const string Json = """{"xsuaa":[{"label":"xsuaa","name":"a","credentials":{"credhub-ref":"/c/canary"}}]}""";

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(Json, "the test"));

        Assert.Contains("CredHub", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_offering_is_reported_and_the_others_are_read()
    {
        string json = ServiceKeySamples.Services.Replace("\"xsuaa\": [", "\"broken\": \"canary\", \"xsuaa\": [", StringComparison.Ordinal);

        IReadOnlyList<ServiceBinding> bindings = ReadBindings(json);

        Assert.Equal(4, bindings.Count);
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(bindings[0]));
        Assert.Contains("'broken'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Colors_of_cf_are_removed()
    {
        const string Name = "\u001b[36;1mmy-key\u001b[0m";
        string key = ServiceKeySamples.ServiceKeyV8.Replace("my-key", Name, StringComparison.Ordinal);
        string environment = ServiceKeySamples.EnvironmentV7
            .Replace("User-Provided:", "\u001b[1mUser-Provided:\u001b[0m", StringComparison.Ordinal);

        Assert.Equal("my-key", Assert.Single(ReadBindings(key)).Name);
        Assert.Equal(3, ReadBindings(environment).Count);
    }

    [Fact]
    public void Binding_as_text_does_not_contain_credentials()
    {
        Assert.DoesNotContain("canary", Assert.Single(ReadBindings(ServiceKeySamples.Flat)).ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<ServiceBinding> ReadBindings(string text) => ServiceKeyReader.ReadBindings(text, "the test", "file");
}
