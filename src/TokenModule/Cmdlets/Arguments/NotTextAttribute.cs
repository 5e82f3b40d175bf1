using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Refuses text where an object belongs before PowerShell does, which would repeat the text: it could be a key or a token.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotTextAttribute(string madeBy) : ArgumentTransformationAttribute
{
    /// <summary>The cmdlet whose output belongs here.</summary>
    public string MadeBy { get; } = madeBy;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given is not string ? inputData : throw new ArgumentTransformationMetadataException($"Text does not belong here. Pass the output of {MadeBy}.");
    }
}
