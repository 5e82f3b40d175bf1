using System.Management.Automation;
using TokenModule.Checks;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.Cmdlets;

/// <summary>Tries service keys out: shape, placeholders, certificate, name lookup, TLS, token and endpoints.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ServiceKey", DefaultParameterSetName = KeySet)]
[OutputType(typeof(ServiceKeyCheck))]
public sealed class TestServiceKeyCommand : NetworkCmdlet
{
    private const string KeySet = "Key";
    private const string PathSet = "Path";

    /// <summary>A key, or the name of one; the session's only key where it is not given.</summary>
    [Parameter(ParameterSetName = KeySet, Position = 0, ValueFromPipeline = true)]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>Files of keys, also of such that cannot be imported.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    protected override void ProcessRecord()
    {
        if (ParameterSetName == KeySet)
            Guard(ServiceKey, () => TestKey(ModuleSession.Keys.Resolve(ServiceKey)));
        foreach (string path in Path)
        {
            Guard(null, () => TestFiles(path));
        }
    }

    private void TestFiles(string path)
    {
        foreach (string file in KeyPath.Resolve(this, path))
        {
            try
            {
                foreach (ServiceKey key in ServiceKeyFile.ReadBindings(file).Select(ServiceKeyReader.ReadKey))
                {
                    TestKey(key);
                }
            }
            catch (ServiceKeyException e)
            {
                WriteObject(ServiceKeyTest.DescribeUnreadableKey(e), enumerateCollection: true);
            }
        }
    }

    private void TestKey(ServiceKey key)
    {
        IAsyncEnumerator<ServiceKeyCheck> rows = ModuleSession.KeyTest.RunAsync(key, Network, StoppingToken).GetAsyncEnumerator(StoppingToken);
        while (Await(rows.MoveNextAsync()))
        {
            WriteObject(rows.Current);
        }
    }
}
