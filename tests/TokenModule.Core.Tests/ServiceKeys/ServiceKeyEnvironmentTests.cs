using TokenModule.ServiceKeys;

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
    public void A_variable_holds_any_text_of_keys(string text, int count)
    {
        Environment.SetEnvironmentVariable(Variable, Samples.All[text]);

        IReadOnlyList<ServiceBinding> bindings = ServiceKeyEnvironment.Bindings(Variable);

        Assert.Equal(count, bindings.Count);
        Assert.All(bindings, b => Assert.Contains(Variable, b.Source, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_variable_that_is_not_set_or_empty_is_not_found(string? value)
    {
        Environment.SetEnvironmentVariable(Variable, value);

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyEnvironment.Bindings(Variable));

        Assert.Equal(Failure.ServiceKeyNotFound, error.Failure);
        Assert.Contains(Variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bound_services_stand_in_a_variable_or_in_a_file()
    {
        Assert.Equal(Failure.ServiceKeyNotFound, Assert.Throws<ServiceKeyException>(ServiceKeyEnvironment.Vcap).Failure);

        using TemporaryFile file = new(Samples.Services);
        Environment.SetEnvironmentVariable("VCAP_SERVICES_FILE_PATH", file.Path);
        Assert.Equal(3, ServiceKeyEnvironment.Vcap().Count);

        Environment.SetEnvironmentVariable("VCAP_SERVICES", """{"xsuaa":[{"name":"only","credentials":{}}]}""");
        Assert.Equal("only", Assert.Single(ServiceKeyEnvironment.Vcap()).Name);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
