using System.Management.Automation;

namespace EmptyModule;

/// <summary>The floor: a binary cmdlet that takes one object from the pipeline and writes it.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject);
}
