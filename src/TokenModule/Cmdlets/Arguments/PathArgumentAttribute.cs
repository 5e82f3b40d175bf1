using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Takes text for a path. PowerShell would make text of anything that is piped: a key or a token is meant for another parameter.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PathArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null or ServiceKey or OAuthToken => null,
            string path => path,
            ValueType value => value.ToString(),
            object other => throw new ArgumentTransformationMetadataException($"An object of type {other.GetType().Name} is no path. Give the path as text, such as /accounts/v1/subaccounts."),
        };
    }
}
