using System.Management.Automation;
using TokenModule.Checks;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.Cmdlets;

/// <summary>Tests the shape, placeholders, certificate, DNS, TLS, token and endpoints of service keys, with a row per check.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ServiceKey", DefaultParameterSetName = KeySet)]
[OutputType(typeof(ServiceKeyCheck))]
public sealed class TestServiceKeyCommand : NetworkCmdlet
{
    private const string KeySet = "Key";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>A key, its name, or the path of a key file. The default is the only key of the session.</summary>
    [Parameter(
        ParameterSetName = KeySet, Position = 0, ValueFromPipeline = true,
        HelpMessage = "A key from Import-ServiceKey, its name or client id, or the path of a key file.")]
    [ServiceKeyArgument(AllowPath = true)]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>Key files, including files that cannot be imported.</summary>
    [Parameter(
        ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Files or directories of keys, including files that cannot be imported.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Key files by their exact paths, without wildcards.</summary>
    [Parameter(
        ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The exact path of a key file or directory, including files that cannot be imported.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        if (ServiceKey?.ArgumentPath is { } argument)
            TestFiles(argument, () => KeyPath.ResolveWildcards(this, argument));
        else if (ParameterSetName == KeySet)
            Guard(ServiceKey, () => TestKey(ModuleSession.Keys.Resolve(ServiceKey)));
        foreach (string path in Path)
        {
            TestFiles(path, () => KeyPath.ResolveWildcards(this, path));
        }

        foreach (string path in LiteralPath)
        {
            TestFiles(path, () => [KeyPath.ResolveLiteral(this, path)]);
        }
    }

    private void TestFiles(string path, Func<IReadOnlyList<string>> resolve) => Guard(KeyPath.GetDisplayPathOrDefault(path), () =>
    {
        foreach (string file in resolve())
        {
            TestFile(file);
        }
    });

    private void TestFile(string file)
    {
        try
        {
            foreach (ServiceKey key in ServiceKeyFile.ReadBindings(file).Select(ServiceKeyReader.ReadKey))
            {
                TestKey(key);
            }
        }
        catch (ServiceKeyException e) when (e.Failure != Failure.ServiceKeyNotFound)
        {
            WriteObject(ServiceKeyTest.DescribeUnreadableKey(e), enumerateCollection: true);
        }
    }

    private void TestKey(ServiceKey key)
    {
        IAsyncEnumerator<ServiceKeyCheck> rows =
            ModuleSession.KeyTest.RunAsync(key, Network, StoppingToken).GetAsyncEnumerator(StoppingToken);
        while (Await(rows.MoveNextAsync()))
        {
            WriteObject(rows.Current);
        }
    }
}
