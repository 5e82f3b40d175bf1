using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class DamagedQuotesTests
{
    [Theory]
    [InlineData("{'clientid':'c','clientsecret':'s','url':'https://u.example'}")]
    [InlineData("{“clientid”:“c”,“clientsecret”:“s”,“url”:“https://u.example”}")]
    [InlineData("""{\"clientid\":\"c\",\"clientsecret\":\"s\",\"url\":\"https://u.example\"}""")]
    [InlineData("""BTP_KEY='{"clientid":"c","clientsecret":"s","url":"https://u.example"}'""")]
    [InlineData("""{"clientid":"c","clientsecret":"s","url":"https://u.example"} // the key of the test""")]
    [InlineData("{\"clientid\":\"c\",\"clientsecret\":\"s\",\"url\":\"https://u.example\"}\n/* the key of the test */")]
    [InlineData("\"{\\\"clientid\\\":\\\"c\\\",\\\"clientsecret\\\":\\\"s\\\",\\\"url\\\":\\\"https://u.example\\\"}\"")]
    public void Key_is_read_when_its_quotes_are_unambiguous(string text)
    {
        ServiceKey key = TestServiceKeys.Read(text);

        Assert.Equal(("c", "s"), (key.ClientId, TestServiceKeys.RevealSecret(key)));
    }

    [Theory]
    [InlineData("{'clientid':'c','clientsecret':'canary\"','url':'https://u.example'}", "The quotes are ' instead of \"")]
    [InlineData("{“clientid”:“c”,“clientsecret”:'canary'}", "The quotes are typographic")]
    [InlineData("""{\"clientid\":\"c\",\"clientsecret\":"canary"}""", "The quotes are escaped")]
    public void Error_names_the_quotes_when_the_meaning_is_ambiguous(string text, string expected)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => TestServiceKeys.Read(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }
}
