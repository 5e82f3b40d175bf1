using System.Text.Json;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Sources;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class LineEndTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    [Theory]
    [InlineData("data", "\n")]
    [InlineData("data", "\r\n")]
    [InlineData("stringData", "\n")]
    [InlineData("stringData", "\r")]
    public async Task Line_end_of_a_Secret_is_not_sent(string member, string lineEnd)
    {
        ServiceKey known = ReadKey("xsuaa");
        Dictionary<string, string> values = new()
        {
            ["clientid"] = known.ClientId + lineEnd,
            ["clientsecret"] = TestServiceKeys.RevealSecret(known) + lineEnd,
            ["url"] = known.TokenUrl.AbsoluteUri + lineEnd,
        };
        if (member == "data")
            values = values.ToDictionary(v => v.Key, v => ServiceKeySamples.EncodeBase64(v.Value));
        string manifest = JsonSerializer.Serialize(
            new Dictionary<string, object> { ["apiVersion"] = "v1", ["kind"] = "Secret", [member] = values });

        await Client.GetTokenAsync(TokenRequest.FromKey(TestServiceKeys.Read(manifest)), CancellationToken.None);

        string sent = Btp.Requests.All[^1].BodyText;
        Assert.Contains($"client_secret={Uri.EscapeDataString(TestServiceKeys.RevealSecret(known))}", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("%0", sent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Line_end_of_a_supplied_secret_is_removed()
    {
        ServiceKeyValues values = new(new Uri("https://u.example"), "c", new ClientSecret(new Secret("s\r\n")));

        Assert.Equal("s", TestServiceKeys.RevealSecret(values.ToKey()));
    }

    [Fact]
    public void Line_break_in_a_secret_of_XS_Advanced_is_part_of_the_secret()
    {
        string secret = new string('a', 76) + "\nbbbb==";
        string json = JsonSerializer.Serialize(new { clientid = "c", clientsecret = secret, url = "https://xsa.example/uaa-security" });

        Assert.Equal(secret, TestServiceKeys.RevealSecret(TestServiceKeys.Read(json)));
    }

    [Theory]
    [InlineData("canary\\nsecret")]
    [InlineData("canary\\u0000")]
    [InlineData("\\tcanary")]
    public void Other_control_character_is_rejected_with_the_name_of_the_member(string secret)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(
            () => TestServiceKeys.Read($$"""{"clientid":"c","clientsecret":"{{secret}}","url":"https://u.example"}"""));

        Assert.Equal(Failure.ServiceKeyInvalid, error.Failure);
        Assert.Contains("'clientsecret' contains a control character", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }
}
