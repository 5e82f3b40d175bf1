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
    public void What_is_secret_by_its_name_or_form_is_masked(string text, string secret = "canary")
    {
        string masked = MaskedText.Of(text);

        Assert.DoesNotContain(secret, masked.Replace("canary-token", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(MaskedText.Mask, masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("Cookie")]
    [InlineData("X-CSRF-Token")]
    public void The_value_of_a_secret_name_is_masked_whole(string name) => Assert.Equal("***", MaskedText.Of("canary", name));

    [Theory]
    [InlineData("""{"displayName":"My subaccount","amount":1.50,"beta":true,"nothing":null}""")]
    [InlineData("displayName=x&region=eu10")]
    [InlineData("plain text, with a comma: and a colon")]
    public void Anything_else_is_shown(string text)
    {
        Assert.Equal(Compact(text), Compact(MaskedText.Of(text)));
    }

    [Fact]
    public void JSON_is_laid_out_to_be_read() => Assert.Equal("{\n  \"a\": \"ü\"\n}", MaskedText.Readable("{\"a\":\"ü\"}").ReplaceLineEndings("\n"));

    [Fact]
    public void What_is_too_long_to_be_looked_at_is_cut_and_says_its_length()
    {
        Assert.EndsWith("… (20000 characters)", MaskedText.Readable(new string('x', 20_000)), StringComparison.Ordinal);
        Assert.Equal(10_000, MaskedText.Readable(new string('x', 10_000)).Length);
    }

    [Fact]
    public void A_long_text_without_secrets_is_looked_through_in_good_time()
    {
        string text = string.Concat(Enumerable.Repeat("secretsecret token ", 10_000));

        Assert.Equal(text, MaskedText.Of(text));
    }

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
