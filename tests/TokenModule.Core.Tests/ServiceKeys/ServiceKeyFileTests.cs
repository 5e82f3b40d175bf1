using System.Text;
using TokenModule.ServiceKeys;

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
    public void A_byte_order_mark_tells_the_encoding(string encoding)
    {
        Encoding withMark = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. withMark.GetPreamble(), .. withMark.GetBytes(Json)];

        ServiceKey key = ServiceKeyFile.Read(Write("dox.json", bytes));

        Assert.Equal("ü+%", Keys.SecretOf(key));
        Assert.Equal("dox", key.Name);
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_found()
    {
        Assert.Equal(Failure.ServiceKeyNotFound, Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Read(Path.Combine(directory, "nothing.json"))).Failure);
        Assert.Equal(Failure.ServiceKeyNotFound, Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Read(Path.Combine(directory, "no", "such", "place.json"))).Failure);
    }

    [Fact]
    public void A_directory_or_an_empty_file_is_no_key()
    {
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Read(directory)).Failure);
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Read(Write("empty.json", []))).Failure);
    }

    [Fact]
    public void A_huge_file_is_refused_unread()
    {
        string path = Write("huge.json", []);
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(100L * 1024 * 1024);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Read(path)).Failure);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void Text_in_another_encoding_is_refused_and_not_read_wrongly()
    {
        Assert.Contains("UTF-8", Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Read(Write("latin.json", Encoding.Latin1.GetBytes(Json)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_several_keys_gives_all_of_them_named_by_the_file()
    {
        string path = Write("keys.json", Encoding.UTF8.GetBytes($"[{Json},\n{Json}]"));

        Assert.Equal(["keys", "keys"], ServiceKeyFile.Bindings(path).Select(b => b.Name));
        Assert.Contains("2 keys", Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(directory, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
