using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class RequestTextTests
{
    [Fact]
    public void Complete_request_is_shown_with_masked_secrets()
    {
        BtpApiRequest request = CreateRequest("?page=1&access_token=canary&auth=Bearer%20eyJhbGciOiJSUzI1NiJ9") with
        {
            Method = HttpMethod.Post,
            Headers = [new("Accept", "application/json"), new("X-Api-Key", "canary")],
            CorrelationId = "c-1",
            Body = CreateJsonBody("""{"name":"x","password":"canary"}"""),
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
            RequestText.FormatRequest(request),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Curl_command_is_quoted_for_the_shell()
    {
        BtpApiRequest request = CreateRequest("?q=it's") with { Method = HttpMethod.Post, Headers = [new("X-Note", "it's $HOME `id`")],
            Body = CreateJsonBody("\"it's\"") };

        Assert.Equal(
            @"curl --request POST 'https://a.example/v1/things?q=it'\''s' --header 'Authorization: Bearer ***' "
            + @"--header 'X-Note: it'\''s $HOME `id`' --header 'Content-Type: application/json' --data-raw '""it'\''s""'",
            RequestText.FormatCurlCommand(request));
    }

    [Fact]
    public void Curl_command_contains_a_long_body_completely()
    {
        BtpApiRequest request = CreateRequest("") with { Body = CreateJsonBody($"\"{new string('x', 20_000)}\"") };

        Assert.Contains(new string('x', 20_000), RequestText.FormatCurlCommand(request), StringComparison.Ordinal);
        Assert.Contains("characters)", RequestText.FormatRequest(request), StringComparison.Ordinal);
    }

    [Fact]
    public void Curl_does_not_expand_brackets_in_an_address()
    {
        Assert.StartsWith("curl --globoff --request GET ", RequestText.FormatCurlCommand(CreateRequest("?filter=a[0]")),
            StringComparison.Ordinal);
        Assert.StartsWith("curl --request GET ", RequestText.FormatCurlCommand(CreateRequest("?filter=a")), StringComparison.Ordinal);
    }

    [Fact]
    public void Forms_and_files_are_named_without_reading_them()
    {
        using TemporaryDirectory directory = new();
        string path = directory.GetFilePath("a, b;c.pdf");
        File.WriteAllText(path, "canary");
        SentFile file = SentFile.FromPath(path);
        FormBody form = new([new FilePart("file", file), new TextPart("options", Encoding.UTF8.GetBytes("{}")),
            new TextPart("secret", Encoding.UTF8.GetBytes("canary"))]);

        string curl = RequestText.FormatCurlCommand(CreateRequest("") with { Method = HttpMethod.Post, Body = form });
        Assert.EndsWith($"--form 'file=@\"{path}\";type=application/pdf' --form-string 'options={{}}' --form-string 'secret=***'", curl,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Type", curl, StringComparison.Ordinal);
        Assert.EndsWith($"--header 'Content-Type: application/pdf' --data-binary '@{path}'",
            RequestText.FormatCurlCommand(CreateRequest("") with { Body = new FileBody(file, null) }), StringComparison.Ordinal);
        Assert.EndsWith("<a, b;c.pdf, 6 bytes>", RequestText.FormatRequest(CreateRequest("") with { Body = new FileBody(file, null) }),
            StringComparison.Ordinal);
    }

    private static BtpApiRequest CreateRequest(string query) =>
        new(HttpMethod.Get, new Uri("https://a.example/v1/things" + query), TokenRequest.FromKey(TestServiceKeys.CreateForClient()));

    private static BytesBody CreateJsonBody(string text) => new(Encoding.UTF8.GetBytes(text), MediaTypes.Json);
}
