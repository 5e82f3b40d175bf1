using TokenModule.Api;

namespace TokenModule;

public sealed class MaskedTextTests
{
    [Theory]
    [InlineData("""{"clientSecret":"canary"}""")]
    [InlineData("""{"PASSWORD":"canary"}""")]
    [InlineData("""{"a":[{"api_key":"canary"}]}""")]
    [InlineData("""{"pin_token":12345,"x":"canary-token"}""", "12345")]
    [InlineData("""{"passwords":["canary","canary"]}""")]
    [InlineData("""{"credentials":{"user":"canary","more":{"pw":"canary"}}}""")]
    [InlineData("""{"parameters":"{\"password\":\"canary\"}"}""")]
    [InlineData("""{"password":"canary","other":"\ud800"}""")]
    [InlineData("""{"password":"canary",}""")]
    [InlineData("""{ 'client_secret' : "canary words" """)]
    [InlineData("grant_type=password&username=bob&password=canary&client_secret=canary")]
    [InlineData("access_token = canary")]
    [InlineData("{\"x\":\"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2ln\"}", "eyJ")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----")]
    [InlineData("""{"key":"-----BEGIN PRIVATE KEY-----\ncanary"}""")]
    public void Values_that_look_secret_by_name_or_form_are_masked(string text, string secret = "canary")
    {
        string masked = MaskedText.MaskSecrets(text);

        Assert.DoesNotContain(secret, masked.Replace("canary-token", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(MaskedText.Mask, masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("Cookie")]
    [InlineData("X-CSRF-Token")]
    public void Value_with_a_secret_name_is_masked_completely(string name) => Assert.Equal("***", MaskedText.MaskSecrets("canary", name));

    [Theory]
    [InlineData("""{"displayName":"My subaccount","amount":1.50,"beta":true,"nothing":null}""")]
    [InlineData("displayName=x&region=eu10")]
    [InlineData("plain text, with a comma: and a colon")]
    public void Other_text_is_not_masked(string text)
    {
        Assert.Equal(RemoveWhiteSpace(text), RemoveWhiteSpace(MaskedText.MaskSecrets(text)));
    }

    [Fact]
    public void JSON_is_indented_for_display() =>
        Assert.Equal("{\n  \"a\": \"ü\"\n}", MaskedText.FormatReadable("{\"a\":\"ü\"}").ReplaceLineEndings("\n"));

    [Fact]
    public void Long_text_is_shortened_and_its_length_is_shown()
    {
        Assert.EndsWith("… (20000 characters)", MaskedText.FormatReadable(new string('x', 20_000)), StringComparison.Ordinal);
        Assert.Equal(10_000, MaskedText.FormatReadable(new string('x', 10_000)).Length);
    }

    [Fact]
    public void Long_text_without_secrets_is_scanned_quickly()
    {
        string text = string.Concat(Enumerable.Repeat("secretsecret token ", 10_000));

        Assert.Equal(text, MaskedText.MaskSecrets(text));
    }

    private static string RemoveWhiteSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
