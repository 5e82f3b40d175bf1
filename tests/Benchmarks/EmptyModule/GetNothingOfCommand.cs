using System.Management.Automation;

namespace EmptyModule;

/// <summary>The floor for a cmdlet whose parameter is of a class of its module.</summary>
[Cmdlet(VerbsCommon.Get, "NothingOf")]
public sealed class GetNothingOfCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Thing? Thing { get; set; }

    protected override void ProcessRecord() => WriteObject(Thing);
}
