using System.Text;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule;

public sealed class ServiceKeyFileTests : IDisposable
{
    private const string Json = """{"clientid":"c","clientsecret":"ü+%","url":"https://u.example"}""";

    private readonly string directory = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Byte_order_mark_determines_the_encoding(string encoding)
    {
        Encoding withMark = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. withMark.GetPreamble(), .. withMark.GetBytes(Json)];

        ServiceKey key = ServiceKeyFile.ReadKey(WriteFile("dox.json", bytes));

        Assert.Equal("ü+%", TestServiceKeys.RevealSecret(key));
        Assert.Equal("dox", key.Name);
    }

    [Fact]
    public void Missing_file_is_reported_as_not_found()
    {
        Assert.Equal(
            Failure.ServiceKeyNotFound,
            Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadKey(Path.Combine(directory, "nothing.json"))).Failure);
        Assert.Equal(
            Failure.ServiceKeyNotFound,
            Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadKey(Path.Combine(directory, "no", "such", "place.json"))).Failure);
    }

    [Fact]
    public void Directory_without_bindings_or_empty_file_is_invalid()
    {
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadKey(directory)).Failure);
        Assert.Equal(
            Failure.ServiceKeyInvalid,
            Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadKey(WriteFile("empty.json", []))).Failure);
    }

    [Fact]
    public void Bytes_of_a_vault_are_the_content_of_a_file()
    {
        byte[] content = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Json)];

        Assert.True(ServiceKeyReader.IsKey(Assert.Single(ServiceKeyFile.ReadBindings(content, "the vault"))));
    }

    [Fact]
    public void Huge_file_is_rejected_without_being_read()
    {
        string path = WriteFile("huge.json", []);
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(100L * 1024 * 1024);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadKey(path)).Failure);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void Text_in_an_unsupported_encoding_is_rejected()
    {
        string path = WriteFile("latin.json", Encoding.Latin1.GetBytes(Json));

        Assert.Contains("UTF-8", Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadKey(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_keys_of_a_file_are_returned_and_named_after_the_file()
    {
        string path = WriteFile("keys.json", Encoding.UTF8.GetBytes($"[{Json},\n{Json}]"));

        Assert.Equal(["keys", "keys"], ServiceKeyFile.ReadBindings(path).Select(b => b.Name));
        Assert.Contains("2 keys", Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadKey(path)).Message, StringComparison.Ordinal);
    }

    private string WriteFile(string name, byte[] bytes)
    {
        string path = Path.Combine(directory, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
