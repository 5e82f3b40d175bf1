using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BtpEmulator;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>The client's id and secret in a header (RFC 6749, 2.3.1).</summary>
public sealed class BasicAuthenticationTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private ServiceKey Local => ReadKey(SeedSystem.CloudManagementLocal);

    [Theory]
    [InlineData("app", "a+b/c=d==", "app:a%2Bb%2Fc%3Dd%3D%3D")]
    [InlineData("app", "p%41", "app:p%2541")]
    [InlineData("sb-app!t1|x!b2", "a b~c", "sb-app%21t1%7Cx%21b2:a+b%7Ec")]
    [InlineData("a:b", "ü:", "a%3Ab:%C3%BC%3A")]
    public void Id_and_secret_are_form_encoded(string id, string secret, string expected)
    {
        Assert.Equal(expected, Decode(BasicCredential.Encode(id, new Secret(secret)).Reveal()));
        Assert.Equal($"{id}:{secret}", Decode(BasicCredential.EncodeRaw(id, new Secret(secret)).Reveal()));
    }

    [Fact]
    public async Task Basic_sends_the_encoded_form_and_the_header_that_makes_uaa_decode_it()
    {
        RecordedRequest request = await RequestAsync(ClientAuthentication.Basic);

        string[] parts = Decode(request.Headers["Authorization"].Substring("Basic ".Length)).Split(':');
        Assert.Equal([Local.ClientId, TestServiceKeys.RevealSecret(Local)], parts.Select(WebUtility.UrlDecode));
        Assert.Equal("true", request.Headers["X-CF-ENCODED-CREDENTIALS"]);
    }

    [Fact]
    public async Task Basic_raw_sends_the_plain_form_without_that_header()
    {
        RecordedRequest request = await RequestAsync(ClientAuthentication.BasicRaw);

        string sent = Decode(request.Headers["Authorization"].Substring("Basic ".Length));
        Assert.Equal($"{Local.ClientId}:{TestServiceKeys.RevealSecret(Local)}", sent);
        Assert.DoesNotContain("X-CF-ENCODED-CREDENTIALS", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["grant_type"], request.Form.Keys);
    }

    [Fact]
    public async Task The_body_form_sends_neither_header()
    {
        RecordedRequest request = await RequestAsync(ClientAuthentication.Body);

        Assert.DoesNotContain(request.Headers.Keys, name => name is "Authorization" or "X-CF-ENCODED-CREDENTIALS");
    }

    [Theory]
    [InlineData(true, true, HttpStatusCode.OK)]
    [InlineData(true, false, HttpStatusCode.Unauthorized)]
    [InlineData(false, true, HttpStatusCode.Unauthorized)]
    [InlineData(false, false, HttpStatusCode.OK)]
    public async Task The_emulator_decodes_only_with_the_header_as_uaa_does(bool isEncoded, bool hasHeader, HttpStatusCode expected)
    {
        Secret secret = new(TestServiceKeys.RevealSecret(Local));
        using HttpRequestMessage request = new(HttpMethod.Post, Local.TokenUrl);
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        Secret credential = isEncoded ? BasicCredential.Encode(Local.ClientId, secret) : BasicCredential.EncodeRaw(Local.ClientId, secret);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credential.Reveal());
        if (hasHeader)
            request.Headers.Add("X-CF-ENCODED-CREDENTIALS", "true");
        using HttpClient http = new();

        Assert.Equal(expected, (await http.SendAsync(request)).StatusCode);
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private async Task<RecordedRequest> RequestAsync(ClientAuthentication authentication)
    {
        await GetTokenAsync(TokenRequest.FromKey(Local) with { ClientAuthentication = authentication });
        return Assert.Single(Btp.Requests.All);
    }
}
