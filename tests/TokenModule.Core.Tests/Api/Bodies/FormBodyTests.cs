using System.Text;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;

namespace TokenModule;

public sealed class FormBodyTests(SharedEmulator shared) : ApiTestBase(shared), IClassFixture<SharedEmulator>, IDisposable
{
    private const string Options = """{"clientId":"default","documentType":"invoice"}""";

    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task Form_is_written_as_RFC_7578_requires()
    {
        FormBody form = new([CreateFilePart("invoice.pdf", "%PDF-1.7\r\n"), CreateTextPart("options", "{\"name\":\"Müller\"}")]);

        (string text, string boundary) = await WriteFormAsync(form);

        Assert.Equal(
            $"--{boundary}\r\nContent-Type: application/pdf\r\nContent-Disposition: "
                + $"form-data; name=\"file\"; filename=\"invoice.pdf\"\r\n\r\n%PDF-1.7\r\n\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n{{\"name\":\"Müller\"}}\r\n--{boundary}--\r\n",
            text);
    }

    [Theory]
    [InlineData("Rechnung Müller.pdf", "filename=\"Rechnung Müller.pdf\"")]
    [InlineData("請求書 🧾.pdf", "filename=\"請求書 🧾.pdf\"")]
    [InlineData("a;b=c, d.pdf", "filename=\"a;b=c, d.pdf\"")]
    [InlineData("a%22b.pdf", "filename=\"a%22b.pdf\"")]
    public async Task File_name_is_sent_in_UTF_8(string name, string expected)
    {
        (string text, _) = await WriteFormAsync(new FormBody([CreateFilePart(name, "x")]));

        Assert.Contains(expected + "\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("filename*", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\"; filename=\"evil", "name=\"a%22; filename=%22evil\"")]
    [InlineData("a\r\nX-Evil: 1", "name=\"a%0D%0AX-Evil: 1\"")]
    [InlineData("größe", "name=\"größe\"")]
    public async Task Quotes_and_line_breaks_in_a_name_are_escaped(string name, string expected)
    {
        (string text, _) = await WriteFormAsync(new FormBody([CreateTextPart(name, "x")]));

        Assert.Contains($"Content-Disposition: form-data; {expected}\r\n\r\nx", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rechnung Müller.pdf")]
    [InlineData("請求書.png")]
    public async Task Service_receives_the_name_and_type_of_a_file(string name)
    {
        string id = ParseJson(await SendAsync(CreateUpload(CreateFilePart(name, "%PDF"), CreateTextPart("options", Options))))
            .GetProperty("id").GetString()!;

        Assert.Equal(name,
            ParseJson(await SendAsync(CreateGetRequest(ReadKey(SeedSystem.DocumentInformationExtraction), $"document/jobs/{id}")))
            .GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task Form_with_files_is_sent_with_its_length()
    {
        await SendAsync(CreateUpload(CreateFilePart("a.pdf", "%PDF"), CreateTextPart("options", Options)));

        Assert.DoesNotContain("Transfer-Encoding", Assert.Single(Btp.Requests.FindMatching("POST", "/document")).Headers.Keys);
    }

    [Fact]
    public async Task Resent_form_is_complete()
    {
        Btp.Faults.Add(FaultExamples.CreateWithRetryAfter(429, "1") with { Path = "/document" });

        await SendAsync(CreateUpload(CreateFilePart("a.pdf", "%PDF"), CreateTextPart("options", Options)));

        string[] sent = [.. Btp.Requests.FindMatching("POST", "/document").Select(r =>
            r.BodyText[r.BodyText.IndexOf('\n')..r.BodyText.LastIndexOf("--", r.BodyText.Length - 5, StringComparison.Ordinal)])];
        Assert.Equal(2, sent.Length);
        Assert.Equal(sent[0].Length, sent[1].Length);
    }

    [Fact]
    public void Open_files_are_closed_when_another_file_is_missing()
    {
        FilePart first = CreateFilePart("first.pdf", "x"), second = CreateFilePart("second.pdf", "x");
        File.Delete(directory.GetFilePath("second.pdf"));

        Assert.Equal(Failure.FileNotReadable, Assert.Throws<BtpApiException>(() => new FormBody([first, second]).CreateContent()).Failure);
        using FileStream alone = new(directory.GetFilePath("first.pdf"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(1, alone.Length);
    }

    [Fact]
    public void Displayed_form_names_its_files_and_masks_secrets()
    {
        FormBody form = new(
            [CreateFilePart("a.pdf", "%PDF"), CreateTextPart("options", "{\"password\":\"canary\"}"), CreateTextPart("token", "canary")]);

        Assert.Contains("file = <a.pdf, 4 bytes>", form.DisplayText, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", form.DisplayText, StringComparison.Ordinal);
    }

    public void Dispose() => directory.Dispose();

    private static TextPart CreateTextPart(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private FilePart CreateFilePart(string name, string content)
    {
        File.WriteAllText(directory.GetFilePath(name), content);
        return new FilePart("file", SentFile.FromPath(directory.GetFilePath(name)));
    }

    private BtpApiRequest CreateUpload(params FormPart[] parts) => CreateRequest(HttpMethod.Post,
        ReadKey(SeedSystem.DocumentInformationExtraction), "document/jobs") with { Body = new FormBody(parts) };

    private static async Task<(string Text, string Boundary)> WriteFormAsync(FormBody form)
    {
        using HttpContent content = form.CreateContent();
        string boundary = content.Headers.ContentType!.Parameters.Single(p => p.Name == "boundary").Value!;
        Assert.Matches("^[A-Za-z0-9-]{1,70}$", boundary);
        Assert.Equal("multipart/form-data", content.Headers.ContentType.MediaType);
        return (Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync()), boundary);
    }
}
