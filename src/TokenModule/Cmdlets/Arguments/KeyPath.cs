using System.Collections.ObjectModel;
using System.Management.Automation;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Paths of keys as people give them, and what they give for one by mistake: the text of a key, which must not come back in an error.</summary>
internal static class KeyPath
{
    /// <returns>The path as an error may show it.</returns>
    public static string? GetDisplayPathOrDefault(string path) => LooksLikeKey(path) ? null : path;

    /// <exception cref="ServiceKeyException">Nothing is there, or it is no path.</exception>
    public static Collection<string> Resolve(PSCmdlet cmdlet, string path)
    {
        RequirePath(path);
        Collection<string> files = FindFiles(cmdlet, path);
        return files.Count > 0 ? files : throw new ServiceKeyException(Failure.ServiceKeyNotFound, path, "no file matches. Check the path; Get-ChildItem shows what is there.");
    }

    /// <exception cref="ServiceKeyException">There is no such drive, or it is no path.</exception>
    public static string ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        RequirePath(path);
        try
        {
            return cmdlet.GetUnresolvedProviderPathFromPSPath(path);
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            throw new ServiceKeyException(Failure.ServiceKeyNotFound, path, "there is no such drive. Check the path; Get-PSDrive lists the drives.", e);
        }
    }

    private static Collection<string> FindFiles(PSCmdlet cmdlet, string path)
    {
        try
        {
            return cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
        catch (System.Management.Automation.DriveNotFoundException)
        {
            return [];
        }
    }

    private static void RequirePath(string path)
    {
        if (LooksLikeKey(path))
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, "-Path", "this is the text of a key or token, not the path of a file. The text of a key is piped: Get-Content key.json | Import-ServiceKey.");
    }

    // Braces alone tell nothing: a directory can be named by a GUID in braces.
    private static bool LooksLikeKey(string path) => path.IndexOfAny(['"', '\r', '\n']) >= 0 || LooksEncoded(path.Trim());

    // A token, or a key in base64: that of {" or of a brace and white space. No file is named at such length.
    private static bool LooksEncoded(string path)
    {
        string[] beginnings = ["Bearer ", "eyJ", "ewo", "ew0", "eyA"];
        return path.Length > 64 && beginnings.Any(beginning => path.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }
}
