using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Accepts text as a path. PowerShell would convert any piped object to text, but a key or a token belongs to another parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PathArgumentAttribute : ArgumentTransformationAttribute
{
    // No path contains this character.
    private const string ObjectMark = "\0";

    /// <returns>The error when the argument was an object, or null when it was a path.</returns>
    public static string? DescribeErrorOrDefault(string? path)
    {
        return path?.StartsWith(ObjectMark, StringComparison.Ordinal) == true
            ? $"An object of type {path.Substring(ObjectMark.Length)} is not a path."
            : null;
    }

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
            ValueType value and not (bool or char or DateTime or DateTimeOffset or TimeSpan) => value.ToString(),
            // With -Operation, a piped object fills the path. Otherwise the cmdlet reports it.
            object other => ObjectMark + other.GetType().Name,
        };
    }

    private static bool LooksLikeToken(string text)
    {
        return text.StartsWith("eyJ", StringComparison.Ordinal) || text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
    }
}
