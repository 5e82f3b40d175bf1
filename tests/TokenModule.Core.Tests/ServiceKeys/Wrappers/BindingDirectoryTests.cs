using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class BindingDirectoryTests : IDisposable
{
    private static readonly Dictionary<string, string> Members = new()
    {
        ["clientid"] = "sb-app!t1",
        ["clientsecret"] = Samples.Secret + "\n",
        ["url"] = "https://sub.authentication.example\r\n",
    };

    private readonly string root = Directory.CreateTempSubdirectory("bindings-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Each_file_of_a_mounted_binding_is_a_member()
    {
        ServiceBinding binding = Assert.Single(ServiceKeyFile.Bindings(Mount("my-key")));

        Assert.Equal(("my-key", "my-key", null), (binding.Name, binding.InstanceName, binding.ServiceName));
        Assert.Equal(Samples.Secret, Keys.SecretOf(ServiceKeyReader.Read(binding)));
        Assert.Equal("https://sub.authentication.example/oauth/token", ServiceKeyReader.Read(binding).TokenUrl.AbsoluteUri);
    }

    [Fact]
    public void The_links_that_kubernetes_mounts_are_followed_and_are_no_members_themselves()
    {
        string mount = Path.Combine(root, "mount");
        string data = Mount(Path.Combine("mount", "..2024_05_21_10_00_00.000000001"), ("type", "xsuaa"), (".hidden", "x"));
        Directory.CreateSymbolicLink(Path.Combine(mount, "..data"), Path.GetFileName(data));
        foreach (string file in Directory.EnumerateFiles(data))
        {
            File.CreateSymbolicLink(Path.Combine(mount, Path.GetFileName(file)), Path.Combine("..data", Path.GetFileName(file)));
        }

        ServiceBinding binding = Assert.Single(ServiceKeyFile.Bindings(mount));

        Assert.Equal("xsuaa", binding.ServiceName);
        Assert.Equal(Members.Keys.Order(), binding.Credentials.EnumerateObject().Select(m => m.Name).Order());
    }

    [Fact]
    public void A_root_gives_every_binding_in_it()
    {
        Mount("first", ("type", "xsuaa"));
        Mount("second", ("label", "cis"), ("instance_name", "my-cis"));
        Directory.CreateDirectory(Path.Combine(root, "empty"));

        IReadOnlyList<ServiceBinding> bindings = ServiceKeyFile.Bindings(root);

        Assert.Equal([("first", "xsuaa", "first"), ("second", "cis", "my-cis")], bindings.Select(b => (b.Name, b.ServiceName, b.InstanceName)));
    }

    [Theory]
    [InlineData("sapcp")]
    [InlineData("sapcp/xsuaa")]
    [InlineData("sapcp/xsuaa/my-instance")]
    [InlineData("sapcp/xsuaa/my-instance/")]
    public void With_two_levels_the_directories_name_service_and_instance(string path)
    {
        Mount(Path.Combine("sapcp", "xsuaa", "my-instance"));

        ServiceBinding binding = Assert.Single(ServiceKeyFile.Bindings(Path.Combine(root, path)));

        Assert.Equal(("my-instance", "xsuaa", "my-instance"), (binding.Name, binding.ServiceName, binding.InstanceName));
    }

    [Fact]
    public void A_single_file_may_hold_the_whole_key()
    {
        Directory.CreateDirectory(Path.Combine(root, "key"));
        File.WriteAllText(Path.Combine(root, "key", "credentials"), Samples.UaaBlock);

        Assert.True(ServiceKeyReader.IsKey(Assert.Single(ServiceKeyFile.Bindings(Path.Combine(root, "key")))));
    }

    [Fact]
    public void A_directory_of_key_files_is_no_binding()
    {
        File.WriteAllText(Path.Combine(root, "dox.json"), Samples.UaaBlock);

        Assert.Contains("*.json", Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directories_that_link_in_circles_end()
    {
        Directory.CreateSymbolicLink(Path.Combine(root, "again"), root);
        Directory.CreateSymbolicLink(Path.Combine(root, "once-more"), root);

        Assert.Equal(Failure.ServiceKeyInvalid, Refusal().Failure);
    }

    [Fact]
    public void All_files_together_are_limited_in_bytes_and_in_number()
    {
        Mount("first", ("a", new string('a', 3 * 1024 * 1024)));
        Mount("second", ("a", new string('a', 3 * 1024 * 1024)));
        Assert.Contains("4 MiB", Refusal().Message, StringComparison.Ordinal);

        Mount("third", [.. Enumerable.Range(0, 1001).Select(i => ($"m{i}", "x"))]);
        Directory.Delete(Path.Combine(root, "first"), recursive: true);
        Directory.Delete(Path.Combine(root, "second"), recursive: true);
        Assert.Contains("1,000", Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_that_are_no_text_are_refused()
    {
        Mount("first", ("uaa", """{"clientid":"\ud800"}"""));

        Assert.Contains("Unicode", Refusal().Message, StringComparison.Ordinal);
    }

    private ServiceKeyException Refusal() => Assert.Throws<ServiceKeyException>(() => ServiceKeyFile.Bindings(root));

    private string Mount(string name, params (string Name, string Text)[] more)
    {
        string directory = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        foreach ((string file, string text) in Members.Select(m => (m.Key, m.Value)).Concat(more))
        {
            File.WriteAllText(Path.Combine(directory, file), text);
        }

        return directory;
    }
}
