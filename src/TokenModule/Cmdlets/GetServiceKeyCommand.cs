using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;

namespace TokenModule.Cmdlets;

/// <summary>Lists the keys that the session has imported.</summary>
[Cmdlet(VerbsCommon.Get, "ServiceKey")]
[OutputType(typeof(ServiceKey))]
public sealed class GetServiceKeyCommand : AsyncCmdlet
{
    /// <summary>The names of the keys. The default is all keys.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = "The names or client ids of the keys.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public string[] Name { get; set; } = ["*"];

    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            Guard(null, () => WriteObject(KeyNames.Find(name), enumerateCollection: true));
        }
    }
}
