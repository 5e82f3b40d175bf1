using System.Text;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;

namespace TokenModule;

public sealed class FormBodyTests : ApiCalls, IClassFixture<SharedEmulator>, IDisposable
{
    private const string Options = """{"clientId":"default","documentType":"invoice"}""";

    private readonly TemporaryDirectory directory = new();

    public FormBodyTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task A_form_is_written_as_the_standard_says()
    {
        FormBody form = new([Part("invoice.pdf", "%PDF-1.7\r\n"), Text("options", "{\"name\":\"Müller\"}")]);

        (string text, string boundary) = await Written(form);

        Assert.Equal(
            $"--{boundary}\r\nContent-Type: application/pdf\r\nContent-Disposition: form-data; name=\"file\"; filename=\"invoice.pdf\"\r\n\r\n%PDF-1.7\r\n\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n{{\"name\":\"Müller\"}}\r\n--{boundary}--\r\n",
            text);
    }

    [Theory]
    [InlineData("Rechnung Müller.pdf", "filename=\"Rechnung Müller.pdf\"")]
    [InlineData("請求書 🧾.pdf", "filename=\"請求書 🧾.pdf\"")]
    [InlineData("a;b=c, d.pdf", "filename=\"a;b=c, d.pdf\"")]
    [InlineData("a%22b.pdf", "filename=\"a%22b.pdf\"")]
    public async Task A_file_name_is_sent_in_UTF_8(string name, string expected)
    {
        (string text, _) = await Written(new FormBody([Part(name, "x")]));

        Assert.Contains(expected + "\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("filename*", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\"; filename=\"evil", "name=\"a%22; filename=%22evil\"")]
    [InlineData("a\r\nX-Evil: 1", "name=\"a%0D%0AX-Evil: 1\"")]
    [InlineData("größe", "name=\"größe\"")]
    public async Task A_name_cannot_end_before_its_end(string name, string expected)
    {
        (string text, _) = await Written(new FormBody([Text(name, "x")]));

        Assert.Contains($"Content-Disposition: form-data; {expected}\r\n\r\nx", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rechnung Müller.pdf")]
    [InlineData("請求書.png")]
    public async Task A_service_reads_the_name_and_the_type_of_a_file(string name)
    {
        string id = Json(await Send(Upload(Part(name, "%PDF"), Text("options", Options)))).GetProperty("id").GetString()!;

        Assert.Equal(name, Json(await Send(Get(Key(SeedSystem.DocumentInformationExtraction), $"document/jobs/{id}"))).GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task A_form_with_files_is_sent_with_its_length()
    {
        await Send(Upload(Part("a.pdf", "%PDF"), Text("options", Options)));

        Assert.DoesNotContain("Transfer-Encoding", Assert.Single(Btp.Requests.Matching("POST", "/document")).Headers.Keys);
    }

    [Fact]
    public async Task A_form_that_is_sent_again_is_whole_again()
    {
        Btp.Faults.Add(Damage.Later(429, "1") with { Path = "/document" });

        await Send(Upload(Part("a.pdf", "%PDF"), Text("options", Options)));

        string[] sent = [.. Btp.Requests.Matching("POST", "/document").Select(r => r.BodyText[r.BodyText.IndexOf('\n')..r.BodyText.LastIndexOf("--", r.BodyText.Length - 5, StringComparison.Ordinal)])];
        Assert.Equal(2, sent.Length);
        Assert.Equal(sent[0].Length, sent[1].Length);
    }

    [Fact]
    public void When_one_file_is_gone_the_others_are_closed()
    {
        FilePart first = Part("first.pdf", "x"), second = Part("second.pdf", "x");
        File.Delete(directory.File("second.pdf"));

        Assert.Equal(Failure.FileNotReadable, Assert.Throws<BtpApiException>(() => new FormBody([first, second]).Open()).Failure);
        using FileStream alone = new(directory.File("first.pdf"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(1, alone.Length);
    }

    [Fact]
    public void It_is_shown_with_its_files_by_name_and_its_secrets_masked()
    {
        FormBody form = new([Part("a.pdf", "%PDF"), Text("options", "{\"password\":\"canary\"}"), Text("token", "canary")]);

        Assert.Contains("file = <a.pdf, 4 bytes>", form.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", form.Shown, StringComparison.Ordinal);
    }

    public void Dispose() => directory.Dispose();

    private static TextPart Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private FilePart Part(string name, string content)
    {
        File.WriteAllText(directory.File(name), content);
        return new FilePart("file", SentFile.At(directory.File(name)));
    }

    private BtpApiRequest Upload(params FormPart[] parts) => Request(HttpMethod.Post, Key(SeedSystem.DocumentInformationExtraction), "document/jobs") with { Body = new FormBody(parts) };

    private static async Task<(string Text, string Boundary)> Written(FormBody form)
    {
        using HttpContent content = form.Open();
        string boundary = content.Headers.ContentType!.Parameters.Single(p => p.Name == "boundary").Value!.Trim('"');
        Assert.Equal("multipart/form-data", content.Headers.ContentType.MediaType);
        return (Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync()), boundary);
    }
}
