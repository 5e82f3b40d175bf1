using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Takes one name of an enumeration. PowerShell would make a third value of a list of names, and one of any number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneNameAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isOne = given is Enum || (given is string name && name.Length > 0 && name.All(char.IsLetter));
        return isOne ? given : throw new ArgumentTransformationMetadataException("One name belongs here, of those that Tab completes.");
    }
}
