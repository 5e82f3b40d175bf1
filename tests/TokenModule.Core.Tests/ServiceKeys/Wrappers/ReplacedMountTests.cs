using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule;

public sealed class ReplacedMountTests : IDisposable
{
    private readonly string mount = Directory.CreateTempSubdirectory("bindings-").FullName;

    public void Dispose() => Directory.Delete(mount, recursive: true);

    [Fact]
    public void All_files_are_read_from_the_version_that_the_data_link_names()
    {
        WriteVersion("..v1", "client-1");
        WriteVersion("..v2", "client-2");
        Directory.CreateSymbolicLink(Path.Combine(mount, "..data"), "..v2");
        File.CreateSymbolicLink(Path.Combine(mount, "clientid"), Path.Combine("..v1", "clientid"));
        File.CreateSymbolicLink(Path.Combine(mount, "clientsecret"), Path.Combine("..data", "clientsecret"));
        File.CreateSymbolicLink(Path.Combine(mount, "url"), Path.Combine("..data", "url"));

        ServiceKey key = ServiceKeyReader.ReadKey(Assert.Single(ServiceKeyFile.ReadBindings(mount)));

        Assert.Equal(("client-2", "client-2"), (key.ClientId, TestServiceKeys.RevealSecret(key)));
    }

    private void WriteVersion(string name, string value)
    {
        string version = Directory.CreateDirectory(Path.Combine(mount, name)).FullName;
        File.WriteAllText(Path.Combine(version, "clientid"), value);
        File.WriteAllText(Path.Combine(version, "clientsecret"), value);
        File.WriteAllText(Path.Combine(version, "url"), "https://sub.authentication.example");
    }
}
