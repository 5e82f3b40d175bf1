using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class RequestTextTests
{
    [Fact]
    public void A_request_is_shown_whole_with_its_secrets_masked()
    {
        BtpApiRequest request = Request("?page=1&access_token=canary&auth=Bearer%20eyJhbGciOiJSUzI1NiJ9") with
        {
            Method = HttpMethod.Post,
            Headers = [new("Accept", "application/json"), new("X-Api-Key", "canary")],
            CorrelationId = "c-1",
            Body = Json("""{"name":"x","password":"canary"}"""),
        };

        Assert.Equal(
            """
            POST https://a.example/v1/things?page=1&access_token=***&auth=***
            Authorization: Bearer ***
            Accept: application/json
            X-Api-Key: ***
            X-CorrelationID: c-1
            Content-Type: application/json

            {
              "name": "x",
              "password": "***"
            }
            """,
            RequestText.Of(request),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_command_line_of_curl_is_quoted_for_the_shell()
    {
        BtpApiRequest request = Request("?q=it's") with { Method = HttpMethod.Post, Headers = [new("X-Note", "it's $HOME `id`")], Body = Json("\"it's\"") };

        Assert.Equal(@"curl --request POST 'https://a.example/v1/things?q=it'\''s' --header 'Authorization: Bearer ***' --header 'X-Note: it'\''s $HOME `id`' --header 'Content-Type: application/json' --data-raw '""it'\''s""'", RequestText.Curl(request));
    }

    [Fact]
    public void A_command_line_has_a_long_body_whole()
    {
        BtpApiRequest request = Request("") with { Body = Json($"\"{new string('x', 20_000)}\"") };

        Assert.Contains(new string('x', 20_000), RequestText.Curl(request), StringComparison.Ordinal);
        Assert.Contains("characters)", RequestText.Of(request), StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_in_an_address_are_no_list_to_curl()
    {
        Assert.StartsWith("curl --globoff --request GET ", RequestText.Curl(Request("?filter=a[0]")), StringComparison.Ordinal);
        Assert.StartsWith("curl --request GET ", RequestText.Curl(Request("?filter=a")), StringComparison.Ordinal);
    }

    [Fact]
    public void Forms_and_files_are_named_and_not_read()
    {
        using TemporaryDirectory directory = new();
        string path = directory.File("a, b;c.pdf");
        File.WriteAllText(path, "canary");
        SentFile file = SentFile.At(path);
        FormBody form = new([new FilePart("file", file), new TextPart("options", Encoding.UTF8.GetBytes("{}")), new TextPart("secret", Encoding.UTF8.GetBytes("canary"))]);

        string curl = RequestText.Curl(Request("") with { Method = HttpMethod.Post, Body = form });
        Assert.EndsWith($"--form 'file=@\"{path}\";type=application/pdf' --form-string 'options={{}}' --form-string 'secret=***'", curl, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Type", curl, StringComparison.Ordinal);
        Assert.EndsWith($"--header 'Content-Type: application/pdf' --data-binary '@{path}'", RequestText.Curl(Request("") with { Body = new FileBody(file, null) }), StringComparison.Ordinal);
        Assert.EndsWith("<a, b;c.pdf, 6 bytes>", RequestText.Of(Request("") with { Body = new FileBody(file, null) }), StringComparison.Ordinal);
    }

    private static BtpApiRequest Request(string query) => new(HttpMethod.Get, new Uri("https://a.example/v1/things" + query), TokenRequest.For(Keys.ForClient()));

    private static BytesBody Json(string text) => new(Encoding.UTF8.GetBytes(text), MediaTypes.Json);
}
