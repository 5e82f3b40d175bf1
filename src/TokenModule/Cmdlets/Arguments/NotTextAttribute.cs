using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Rejects text for an object. The error of PowerShell would repeat the text, which can be a key or a token.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotTextAttribute(string madeBy) : ArgumentTransformationAttribute
{
    /// <summary>The cmdlet whose output the parameter accepts.</summary>
    public string MadeBy { get; } = madeBy;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object argument = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (argument is string)
            throw new ArgumentTransformationMetadataException($"The argument is text. Pass the output of {MadeBy}.");

        return inputData;
    }
}
