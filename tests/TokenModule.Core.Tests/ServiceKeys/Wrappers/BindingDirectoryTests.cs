using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule;

public sealed class BindingDirectoryTests : IDisposable
{
    private static readonly Dictionary<string, string> Members = new()
    {
        ["clientid"] = "sb-app!t1",
        ["clientsecret"] = ServiceKeySamples.Secret + "\n",
        ["url"] = "https://sub.authentication.example\r\n",
    };

    private readonly string root = Directory.CreateTempSubdirectory("bindings-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Each_file_of_a_mounted_binding_is_a_member_of_the_key()
    {
        ServiceBinding binding = Assert.Single(ServiceKeyFile.ReadBindings(MountBinding("my-key")));

        Assert.Equal(("my-key", "my-key", null), (binding.Name, binding.InstanceName, binding.ServiceName));
        Assert.Equal(ServiceKeySamples.Secret, TestServiceKeys.RevealSecret(ServiceKeyReader.ReadKey(binding)));
        Assert.Equal("https://sub.authentication.example/oauth/token", ServiceKeyReader.ReadKey(binding).TokenUrl.AbsoluteUri);
    }

    [Fact]
    public void Kubernetes_links_are_followed_and_hidden_files_are_ignored()
    {
        string mount = Path.Combine(root, "mount");
        string data = MountBinding(Path.Combine("mount", "..2024_05_21_10_00_00.000000001"), ("type", "xsuaa"), (".hidden", "x"));
        Directory.CreateSymbolicLink(Path.Combine(mount, "..data"), Path.GetFileName(data));
        foreach (string file in Directory.EnumerateFiles(data))
        {
            File.CreateSymbolicLink(Path.Combine(mount, Path.GetFileName(file)), Path.Combine("..data", Path.GetFileName(file)));
        }

        ServiceBinding binding = Assert.Single(ServiceKeyFile.ReadBindings(mount));

        Assert.Equal("xsuaa", binding.ServiceName);
        Assert.Equal(Members.Keys.Order(), binding.Credentials.EnumerateObject().Select(m => m.Name).Order());
    }

    [Fact]
    public void Every_binding_below_a_root_directory_is_found()
    {
        MountBinding("first", ("type", "xsuaa"));
        MountBinding("second", ("label", "cis"), ("instance_name", "my-cis"));
        Directory.CreateDirectory(Path.Combine(root, "empty"));

        IReadOnlyList<ServiceBinding> bindings = ServiceKeyFile.ReadBindings(root);

        Assert.Equal(
            [("first", "xsuaa", "first"), ("second", "cis", "my-cis")], bindings.Select(b => (b.Name, b.ServiceName, b.InstanceName)));
    }

    [Theory]
    [InlineData("sapcp")]
    [InlineData("sapcp/xsuaa")]
    [InlineData("sapcp/xsuaa/my-instance")]
    [InlineData("sapcp/xsuaa/my-instance/")]
    public void Directory_names_provide_the_service_and_the_instance(string path)
    {
        MountBinding(Path.Combine("sapcp", "xsuaa", "my-instance"));

        ServiceBinding binding = Assert.Single(ServiceKeyFile.ReadBindings(Path.Combine(root, path)));

        Assert.Equal(("my-instance", "xsuaa", "my-instance"), (binding.Name, binding.ServiceName, binding.InstanceName));
    }

    [Fact]
    public void Single_file_can_contain_the_whole_key()
    {
        Directory.CreateDirectory(Path.Combine(root, "key"));
        File.WriteAllText(Path.Combine(root, "key", "credentials"), ServiceKeySamples.UaaBlock);

        Assert.True(ServiceKeyReader.IsKey(Assert.Single(ServiceKeyFile.ReadBindings(Path.Combine(root, "key")))));
    }

    [Theory]
    [InlineData("credentials")]
    [InlineData("key.json")]
    public void Single_file_with_the_whole_key_can_have_any_name_beside_the_description(string name)
    {
        string directory = Directory.CreateDirectory(Path.Combine(root, "key")).FullName;
        File.WriteAllText(Path.Combine(directory, name), ServiceKeySamples.UaaBlock);
        File.WriteAllText(Path.Combine(directory, "plan"), "standard\n");

        Assert.True(ServiceKeyReader.IsKey(Assert.Single(ServiceKeyFile.ReadBindings(directory))));
    }

    [Fact]
    public void Source_names_of_the_metadata_name_the_files()
    {
        const string Metadata = """
            {
              "metaDataProperties": [ { "name": "label", "sourceName": "service-label", "format": "text" } ],
              "credentialProperties": [
                { "name": "clientid", "sourceName": "id", "format": "text" },
                { "name": "clientsecret", "format": "text" },
                { "name": "url", "format": "text" }
              ]
            }
            """;
        string directory = MountBinding("first", (".metadata", Metadata), ("id", "sb-other"), ("service-label", "xsuaa"));

        ServiceBinding binding = Assert.Single(ServiceKeyFile.ReadBindings(directory));

        Assert.Equal("xsuaa", binding.ServiceName);
        Assert.Equal("sb-other", ServiceKeyReader.ReadKey(binding).ClientId);
    }

    [Fact]
    public void Damaged_binding_of_a_root_is_reported_and_the_others_are_read()
    {
        MountBinding("damaged", (".metadata", "canary"));
        MountBinding("whole");

        IReadOnlyList<ServiceBinding> bindings = ServiceKeyFile.ReadBindings(root);

        Assert.Equal(["damaged", "whole"], bindings.Select(b => b.Name));
        Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(bindings[0]));
        Assert.Equal("sb-app!t1", ServiceKeyReader.ReadKey(bindings[1]).ClientId);
    }

    [Fact]
    public void Directory_of_key_files_is_not_a_binding()
    {
        File.WriteAllText(Path.Combine(root, "dox.json"), ServiceKeySamples.UaaBlock);
        File.WriteAllText(Path.Combine(root, "ber.json"), ServiceKeySamples.UaaBlock);

        Assert.Contains("*.json", GetReadError().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Circular_directory_links_are_rejected()
    {
        Directory.CreateSymbolicLink(Path.Combine(root, "again"), root);
        Directory.CreateSymbolicLink(Path.Combine(root, "once-more"), root);

        Assert.Equal(Failure.ServiceKeyInvalid, GetReadError().Failure);
    }

    [Fact]
    public void Total_size_and_number_of_files_are_limited()
    {
        MountBinding("first", ("a", new string('a', 3 * 1024 * 1024)));
        MountBinding("second", ("a", new string('a', 3 * 1024 * 1024)));
        Assert.Contains("4 MiB", GetReadError().Message, StringComparison.Ordinal);

        MountBinding("third", [.. Enumerable.Range(0, 1001).Select(i => ($"m{i}", "x"))]);
        Directory.Delete(Path.Combine(root, "first"), recursive: true);
        Directory.Delete(Path.Combine(root, "second"), recursive: true);
        Assert.Contains("1,000", GetReadError().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_Unicode_escapes_are_rejected()
    {
        MountBinding("first", ("uaa", """{"clientid":"\ud800"}"""));

        Assert.Contains("Unicode", GetReadError().Message, StringComparison.Ordinal);
    }

    private ServiceKeyException GetReadError() => Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.ReadBindings(root));

    private string MountBinding(string name, params (string Name, string Text)[] more)
    {
        string directory = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        foreach ((string file, string text) in Members.Select(m => (m.Key, m.Value)).Concat(more))
        {
            File.WriteAllText(Path.Combine(directory, file), text);
        }

        return directory;
    }
}
