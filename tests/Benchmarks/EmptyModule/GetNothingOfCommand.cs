using System.Management.Automation;

namespace EmptyModule;

/// <summary>The minimal cmdlet with a parameter whose type is a class of its own module.</summary>
[Cmdlet(VerbsCommon.Get, "NothingOf")]
public sealed class GetNothingOfCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Thing? Thing { get; set; }

    protected override void ProcessRecord() => WriteObject(Thing);
}
