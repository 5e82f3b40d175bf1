using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class CloudFoundryTests
{
    [Theory]
    [InlineData(Samples.ServiceKeyV6)]
    [InlineData(Samples.ServiceKeyV8)]
    public void Cf_service_key_tells_key_and_instance_above_the_json(string text)
    {
        ServiceBinding binding = Assert.Single(Read(text));

        Assert.Equal(("my-key", "my-app", null), (binding.Name, binding.InstanceName, binding.ServiceName));
        Assert.Equal("sb-app!t1", ServiceKeyReader.Read(binding).ClientId);
    }

    [Fact]
    public void Several_keys_printed_one_after_the_other_keep_their_names()
    {
        string text = Samples.ServiceKeyV8 + "\n" + Samples.ServiceKeyV6.Replace("my-key", "the other key", StringComparison.Ordinal) + Samples.Flat;

        Assert.Equal(["my-key", "the other key", "file"], Read(text).Select(b => b.Name));
    }

    [Theory]
    [InlineData("Getting key a for service instance b as c as d...", "a", "b as c")]
    [InlineData("  Getting key my key for service instance my instance as u...", "my key", "my instance")]
    public void Names_may_hold_spaces(string line, string key, string instance)
    {
        Assert.Equal(new CloudFoundryHeading(key, instance), CloudFoundryHeading.Read(line));
    }

    [Theory]
    [InlineData("Getting keys for service instance b as u...")]
    [InlineData("Getting key a for service instance b")]
    [InlineData("")]
    public void Other_lines_are_no_heading(string line)
    {
        Assert.Null(CloudFoundryHeading.Read(line));
    }

    [Fact]
    public void Btp_tells_the_name_and_the_instance_beside_the_credentials()
    {
        ServiceBinding binding = Assert.Single(Read(Samples.BtpBinding));

        Assert.Equal(("my-key", "my-app"), (binding.Name, binding.InstanceName));
        Assert.True(ServiceKeyReader.IsKey(binding));
    }

    [Theory]
    [InlineData("VCAP_SERVICES")]
    [InlineData("default-env.json")]
    [InlineData("cf env v6")]
    [InlineData("cf env v7")]
    public void All_that_is_bound_is_found_and_told_apart(string text)
    {
        IReadOnlyList<ServiceBinding> bindings = Read(Samples.All[text]);

        Assert.Equal(["my-app", "my-database", "bound-dox"], bindings.Select(b => b.Name));
        Assert.Equal(["xsuaa", "postgresql-db", "document-information-extraction"], bindings.Select(b => b.ServiceName));
        Assert.Equal(["my-app", "my-database", "my-dox"], bindings.Select(b => b.InstanceName));
        Assert.Equal([true, false, true], bindings.Select(ServiceKeyReader.IsKey));
    }

    [Fact]
    public void The_services_may_be_text_within_the_json()
    {
        string text = $$"""{ "VCAP_SERVICES": {{System.Text.Json.JsonSerializer.Serialize(Samples.Services)}} }""";

        Assert.Equal(3, Read(text).Count);
    }

    [Theory]
    [InlineData("""{ "VCAP_SERVICES": "canary" }""", "'VCAP_SERVICES'")]
    [InlineData("""{ "VCAP_APPLICATION": { "name": "app" } }""", "no service is bound")]
    [InlineData("""{ "VCAP_SERVICES": {} }""", "no service is bound")]
    [InlineData("{}", "no service is bound")]
    [InlineData("System-Provided:\nVCAP_APPLICATION: {\n \"name\": \"app\"\n}\n\nNo user-provided env variables have been set\n", "no service is bound")]
    [InlineData("Getting env variables for app app in org o / space s as u...\nOK\n\nNo system-provided env variables have been set\n", "no JSON")]
    public void An_application_without_services_has_no_key(string text, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ServiceKeyException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_one_key_is_wanted_databases_are_passed_over_and_several_keys_are_not_guessed_among()
    {
        string one = Samples.Services.Replace("document-information-extraction\": [", "other\": [ 1, ", StringComparison.Ordinal).Replace("\"uaa\"", "\"no\"", StringComparison.Ordinal);

        Assert.Equal("sb-app!t1", ServiceKeyReader.Read(one, "the test").ClientId);
        Assert.Contains("2 keys", Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.Read(Samples.Services, "the test")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_damaged_is_told_by_its_line_in_the_text()
    {
        string text = Samples.EnvironmentV7.Replace("\"label\": \"postgresql-db\",", "\"label\": \"postgresql-db\"", StringComparison.Ordinal);
        int line = text.Split('\n').TakeWhile(l => !l.Contains("\"plan\": \"trial\"", StringComparison.Ordinal)).Count() + 1;

        Assert.Contains($"line {line},", Assert.Throws<ServiceKeyException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Base64_of_any_text_is_read_also_over_several_lines()
    {
        string encoded = Samples.Base64(Samples.ServiceKeyV8);

        Assert.Equal("my-key", Assert.Single(Read(encoded)).Name);
        Assert.Equal("my-key", Assert.Single(Read(encoded.Insert(76, "\r\n").Insert(40, "\n") + "\n")).Name);
        Assert.Equal("my-key", Assert.Single(Read(Samples.Base64(Samples.SecretYaml))).Name);
    }

    [Theory]
    [InlineData("rest")]
    [InlineData("aGVsbG8=")]
    [InlineData("aGVsbG8= {")]
    public void Words_that_are_base64_of_nothing_are_no_key(string text)
    {
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => Read(text)).Failure);
    }

    [Fact]
    public void A_binding_does_not_show_its_credentials()
    {
        Assert.DoesNotContain("canary", Assert.Single(Read(Samples.Flat)).ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<ServiceBinding> Read(string text) => ServiceKeyReader.Bindings(text, "the test", "file");
}
