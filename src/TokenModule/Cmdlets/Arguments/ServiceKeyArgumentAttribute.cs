using System.Management.Automation;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Accepts the name of a key of this session instead of the key. Any other argument becomes a missing key, which the cmdlet reports. The
/// error of PowerShell would contain the argument, which can be a secret.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceKeyArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the path of a key file is accepted too.</summary>
    public bool AllowPath { get; set; }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            // Tokens, files, operations and the objects of a response belong to other parameters.
            ServiceKey or OAuthToken or FileSystemInfo or BtpOperation => inputData,
            null => CreateMissingKey("The argument is empty. Check that the variable has a value."),
            string path when AllowPath && IsPath(engineIntrinsics, path) => ServiceKey.CreatePath(path),
            string name => FindKey(name),
            _ when inputData is PSObject copy && KeyObject.IsCopy(copy) => CreateMissingKey(KeyObject.CopyError),
            PSCustomObject when new PathEntity((PSObject)inputData).TypeName.Length > 0 => inputData,
            System.Collections.ICollection => CreateMissingKey("The argument is a list, but one key is required. Pipe the keys."),
            object other => CreateMissingKey(
                $"An object of type {other.GetType().Name} is not a service key. "
                    + "Pass the output of Import-ServiceKey, or the name of an imported key."),
        };
    }

    // The name of a key can contain a dot, so an imported key comes before a path that does not exist.
    private static bool IsPath(EngineIntrinsics engineIntrinsics, string text)
    {
        string folder = engineIntrinsics.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        if (text.IndexOfAny(Path.GetInvalidPathChars()) < 0 && File.Exists(Path.Combine(folder, text)))
            return true;

        return text.IndexOfAny(['/', '\\', '.']) >= 0 && !ModuleSession.Keys.Keys.Any(key => key.Name == text || key.ClientId == text);
    }

    private static ServiceKey FindKey(string name)
    {
        try
        {
            return ModuleSession.Keys.Find(name);
        }
        catch (ServiceKeyException e)
        {
            return ServiceKey.CreateMissing(e);
        }
    }

    private static ServiceKey CreateMissingKey(string message)
    {
        return ServiceKey.CreateMissing(new ServiceKeyException(Failure.ServiceKeyNotFound, "-ServiceKey", message));
    }
}
