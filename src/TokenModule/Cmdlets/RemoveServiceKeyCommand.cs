using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;

namespace TokenModule.Cmdlets;

/// <summary>Removes keys and their cached tokens from the session. The server accepts the tokens until they expire.</summary>
[Cmdlet(VerbsCommon.Remove, "ServiceKey", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveServiceKeyCommand : AsyncCmdlet
{
    private const string NameSet = "Name";
    private const string KeySet = "Key";

    /// <summary>The names of the keys. Several keys can have the same name, and all of them are removed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, HelpMessage = "The names or client ids of the keys.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The key to remove, from Get-ServiceKey or Import-ServiceKey.</summary>
    [Parameter(
        ParameterSetName = KeySet, Mandatory = true, ValueFromPipeline = true,
        HelpMessage = "The key to remove, from Get-ServiceKey or Import-ServiceKey.")]
    [NotText("Get-ServiceKey")]
    public ServiceKey? ServiceKey { get; set; }

    protected override void ProcessRecord()
    {
        if (ServiceKey is not null)
            Remove(ServiceKey);
        foreach (string name in Name)
        {
            Guard(null, () =>
            {
                foreach (ServiceKey key in KeyNames.Find(name))
                {
                    Remove(key);
                }
            });
        }
    }

    private void Remove(ServiceKey key)
    {
        if (!ShouldProcess($"{key.Name} (client {key.ClientId}, {key.TokenUrl.Host})", "Remove service key and its tokens"))
            return;

        ModuleSession.Keys.Remove(key);
        ModuleSession.Tokens.RemoveAll(key);
    }
}
