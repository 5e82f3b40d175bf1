using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Accepts only time spans as a lifetime. PowerShell would also accept a number, as units of 100 nanoseconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LifetimeArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object argument = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isSpan = argument is TimeSpan || (argument is string text && text.Contains(':'));
        if (isSpan && LanguagePrimitives.TryConvertTo(argument, out TimeSpan lifetime) && lifetime >= TimeSpan.Zero)
            return lifetime;

        throw new ArgumentTransformationMetadataException(
            "The argument is not a time span. Pass a time span, such as 00:10 for ten minutes, or New-TimeSpan -Minutes 10.");
    }
}
