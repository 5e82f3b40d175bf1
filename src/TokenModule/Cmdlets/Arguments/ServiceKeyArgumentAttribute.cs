using System.Management.Automation;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Takes a key's name in this session where a key belongs. What stands for no key is let through as a key that is missing:
/// PowerShell's own error would keep what was given, and that could be a secret.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceKeyArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            // A token and a file have parameters of their own.
            ServiceKey or OAuthToken or FileSystemInfo => inputData,
            null => CreateMissingKey("nothing was given for a key. Check the variable: it is not set."),
            string name => FindKey(name),
            _ when inputData is PSObject copy && KeyObject.IsCopy(copy) => CreateMissingKey(KeyObject.Copy),
            System.Collections.ICollection => CreateMissingKey("several were given, and one belongs here. Pipe them: each is taken in turn."),
            object other => CreateMissingKey($"an object of type {other.GetType().Name} is no service key. Pass the output of Import-ServiceKey, or the name of a key it has imported."),
        };
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

    private static ServiceKey CreateMissingKey(string why) => ServiceKey.CreateMissing(new ServiceKeyException(Failure.ServiceKeyNotFound, "-ServiceKey", why));
}
