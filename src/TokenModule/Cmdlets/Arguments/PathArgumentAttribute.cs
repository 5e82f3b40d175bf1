using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Accepts text as a path. PowerShell would convert any piped object to text, but a key or a token belongs to another parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PathArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null or ServiceKey or OAuthToken => null,
            string token when LooksLikeToken(token.TrimStart()) => throw new ArgumentTransformationMetadataException(
                "The path is a token. The request was not sent. Pass the output of Get-OAuthToken with -Token or in the pipeline."),
            string path => path,
            // Its text is the method and the path. Invoke-BtpApi recognizes it.
            BtpOperation operation => operation.ToString(),
            ValueType value => value.ToString(),
            object other => throw new ArgumentTransformationMetadataException(
                $"An object of type {other.GetType().Name} is not a path. Pass the path as text, such as /accounts/v1/subaccounts."),
        };
    }

    private static bool LooksLikeToken(string text)
    {
        return text.StartsWith("eyJ", StringComparison.Ordinal) || text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
    }
}
