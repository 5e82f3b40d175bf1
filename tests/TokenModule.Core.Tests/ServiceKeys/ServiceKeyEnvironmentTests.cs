using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule;

public sealed class ServiceKeyEnvironmentTests : IDisposable
{
    private const string Variable = "TOKENMODULE_TEST_KEY";
    private static readonly string[] Variables = [Variable, "VCAP_SERVICES", "VCAP_SERVICES_FILE_PATH"];

    private readonly string?[] before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    public ServiceKeyEnvironmentTests()
    {
        Array.ForEach(Variables, v => Environment.SetEnvironmentVariable(v, null));
    }

    public void Dispose()
    {
        for (int i = 0; i < Variables.Length; i++)
        {
            Environment.SetEnvironmentVariable(Variables[i], before[i]);
        }
    }

    [Theory]
    [InlineData("flat", 1)]
    [InlineData("base64", 1)]
    [InlineData("VCAP_SERVICES", 3)]
    public void Keys_are_read_from_a_variable_in_every_supported_format(string text, int count)
    {
        Environment.SetEnvironmentVariable(Variable, ServiceKeySamples.All[text]);

        IReadOnlyList<ServiceBinding> bindings = ServiceKeyEnvironment.ReadBindings(Variable);

        Assert.Equal(count, bindings.Count);
        Assert.All(bindings, b => Assert.Contains(Variable, b.Source, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Unset_or_empty_variable_is_reported_as_not_found(string? value)
    {
        Environment.SetEnvironmentVariable(Variable, value);

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyEnvironment.ReadBindings(Variable));

        Assert.Equal(Failure.ServiceKeyNotFound, error.Failure);
        Assert.Contains(Variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bound_services_are_read_from_a_variable_or_a_file()
    {
        Assert.Equal(Failure.ServiceKeyNotFound, Assert.Throws<ServiceKeyException>(ServiceKeyEnvironment.ReadVcapBindings).Failure);

        using TemporaryFile file = new(ServiceKeySamples.Services);
        Environment.SetEnvironmentVariable("VCAP_SERVICES_FILE_PATH", file.Path);
        Assert.Equal(3, ServiceKeyEnvironment.ReadVcapBindings().Count);

        Environment.SetEnvironmentVariable("VCAP_SERVICES", """{"xsuaa":[{"name":"only","credentials":{}}]}""");
        Assert.Equal("only", Assert.Single(ServiceKeyEnvironment.ReadVcapBindings()).Name);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
