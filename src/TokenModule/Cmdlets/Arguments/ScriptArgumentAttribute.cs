using System.Collections;
using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Accepts texts and files as paths of scripts. PowerShell would convert any other object to text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScriptArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? argument = Unwrap(inputData);
        return argument is IEnumerable and not (string or IDictionary)
            ? ((IEnumerable)argument).Cast<object?>().Select(FindPath).ToArray()
            : FindPath(argument);
    }

    private static object? FindPath(object? item) => Unwrap(item) switch
    {
        null => null,
        string path => path,
        FileInfo file => file.FullName,
        PathInfo path => path.Path,
        ExternalScriptInfo script => script.Path,
        object other => throw new ArgumentTransformationMetadataException(
            $"An object of type {other.GetType().Name} is not the path of a script. Pass a path such as ./deploy.ps1."),
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
