using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>A path of PowerShell, resolved to a path of the file system if it is one. Wildcards are not expanded.</summary>
/// <param name="File">The path of the file system, or null for another provider, drive or an unknown provider.</param>
/// <param name="Provider">The name of the provider of the path, or null when the drive or provider does not exist.</param>
/// <param name="ItemName">The name of the item in another provider, such as the name of a variable.</param>
/// <param name="Cause">The exception of PowerShell, if the drive or provider does not exist.</param>
internal sealed record ResolvedPath(string? File, string? Provider, string? ItemName, Exception? Cause)
{
    public static ResolvedPath Resolve(PSCmdlet cmdlet, string path)
    {
        try
        {
            string resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? new ResolvedPath(resolved, provider.Name, ItemName: null, Cause: null)
                : new ResolvedPath(File: null, provider.Name, resolved.TrimStart('/', '\\'), Cause: null);
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            return new ResolvedPath(File: null, Provider: null, ItemName: null, e);
        }
        catch (ProviderNotFoundException e)
        {
            return new ResolvedPath(File: null, Provider: null, ItemName: null, e);
        }
    }

    /// <summary>Why the path is not a path of the file system, as a sentence.</summary>
    public string DescribeError()
    {
        return Provider is null
            ? "The drive or provider of the path does not exist."
            : $"The path belongs to the provider {Provider}, not to the file system.";
    }
}
