using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Accepts one name of an enumeration. PowerShell would combine a list of names, and accept any number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneNameAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object argument = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        // A value of another enumeration is used by its name, because its number has another meaning.
        string name = argument is Enum or string ? argument.ToString()! : string.Empty;
        if (name.Length > 0 && name.All(char.IsLetter))
            return name;

        throw new ArgumentTransformationMetadataException("The argument is not a single name. Pass one name; Tab completes the names.");
    }
}
