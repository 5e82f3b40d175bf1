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
            string token when LooksLikeToken(token.TrimStart()) => throw new ArgumentTransformationMetadataException("A token is no path, and was not sent. Pass the output of Get-OAuthToken, which is an object, with -Token or by the pipeline."),
            string path => path,
            ValueType value => value.ToString(),
            object other => throw new ArgumentTransformationMetadataException($"An object of type {other.GetType().Name} is no path. Give the path as text, such as /accounts/v1/subaccounts."),
        };
    }

    private static bool LooksLikeToken(string text) => text.StartsWith("eyJ", StringComparison.Ordinal) || text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
