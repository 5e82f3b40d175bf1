using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Takes one name of an enumeration. PowerShell would make a third value of a list of names, and one of any number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneNameAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        // By its name, since the numbers of another enumeration mean other things.
        string name = given is Enum or string ? given.ToString()! : string.Empty;
        return name.Length > 0 && name.All(char.IsLetter) ? name : throw new ArgumentTransformationMetadataException("One name belongs here, of those that Tab completes.");
    }
}
