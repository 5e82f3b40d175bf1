using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Takes a time span for a lifetime. PowerShell would take a bare number too, for so many ten-millionths of a second.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LifetimeArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isSpan = given is TimeSpan || (given is string text && text.Contains(':'));
        return isSpan && LanguagePrimitives.TryConvertTo(given, out TimeSpan lifetime) && lifetime >= TimeSpan.Zero
            ? lifetime
            : throw new ArgumentTransformationMetadataException("A time span belongs here, such as 00:10 for ten minutes, or New-TimeSpan -Minutes 10.");
    }
}
