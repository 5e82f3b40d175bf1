using System.Text.Json;
using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class TerraformTests
{
    private static readonly string Quoted = JsonSerializer.Serialize(ServiceKeySamples.Flat);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Name_of_the_output_names_the_key(bool isText)
    {
        string value = isText ? Quoted : ServiceKeySamples.Flat;
        ServiceBinding binding = Assert.Single(ReadBindings($$"""
            {
              "my_key": { "sensitive": true, "type": "string", "value": {{value}} },
              "url": { "sensitive": false, "type": "string", "value": "https://app.example" }
            }
            """));

        Assert.Equal("my_key", binding.Name);
        Assert.Equal(ServiceKeySamples.Secret, TestServiceKeys.RevealSecret(ServiceKeyReader.ReadKey(binding)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("BTP_KEY=")]
    [InlineData("export BTP_KEY=")]
    public void Output_as_one_quoted_text_is_read(string before)
    {
        Assert.True(ServiceKeyReader.IsKey(Assert.Single(ReadBindings(before + Quoted + "\n"))));
    }

    [Fact]
    public void Credentials_of_a_service_binding_are_read_from_the_state()
    {
        string resource = $$"""{"type":"btp_service_binding","name":"b","values":{"name":"my-key","credentials":{{Quoted}} } }""";
        string shown = $$"""
            {
              "format_version": "1.0",
              "terraform_version": "1.9.0",
              "values": {
                "outputs": {},
                "root_module": {
                  "resources": [ { "type": "other", "name": "o", "values": {} } ],
                  "child_modules": [ { "resources": [ {{resource}} ] } ]
                }
              }
            }
            """;

        Assert.Equal("my-key", Assert.Single(ReadBindings(shown)).Name);
    }

    [Fact]
    public void State_file_is_read()
    {
        string file = $$"""
            {"version":4,"terraform_version":"1.9.0","outputs":{},"resources":[
              {"type":"cloudfoundry_service_credential_binding","name":"k","instances":[{"attributes":{"credentials":{{Quoted}} } }]}]}
            """;

        Assert.Equal("k", Assert.Single(ReadBindings(file)).Name);
    }

    [Fact]
    public void Outputs_without_a_key_are_an_error()
    {
        const string Outputs = """{"url":{"sensitive":false,"type":"string","value":"https://app.example"}}""";

        Assert.Contains(
            "no service key", Assert.Throws<ServiceKeyException>(() => ReadBindings(Outputs)).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<ServiceBinding> ReadBindings(string text) => ServiceKeyReader.ReadBindings(text, "the test", "file");
}
