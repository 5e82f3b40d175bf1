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
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            // Tokens and files belong to other parameters.
            ServiceKey or OAuthToken or FileSystemInfo => inputData,
            null => CreateMissingKey("The argument is empty. Check that the variable has a value."),
            string name => FindKey(name),
            _ when inputData is PSObject copy && KeyObject.IsCopy(copy) => CreateMissingKey(KeyObject.CopyError),
            System.Collections.ICollection => CreateMissingKey("The argument is a list, but one key is required. Pipe the keys."),
            object other => CreateMissingKey(
                $"An object of type {other.GetType().Name} is not a service key. "
                    + "Pass the output of Import-ServiceKey, or the name of an imported key."),
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

    private static ServiceKey CreateMissingKey(string message)
    {
        return ServiceKey.CreateMissing(new ServiceKeyException(Failure.ServiceKeyNotFound, "-ServiceKey", message));
    }
}
