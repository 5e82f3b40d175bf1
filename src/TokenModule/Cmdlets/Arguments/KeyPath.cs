using System.Collections.ObjectModel;
using System.Management.Automation;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Resolves the paths of key files. Users also pass the text of a key by mistake, so errors do not repeat an argument that can be a secret.
/// </summary>
internal static class KeyPath
{
    /// <returns>The path for error records, or null when it can be a secret.</returns>
    public static string? GetDisplayPathOrDefault(string path) => LooksLikeKey(path) ? null : path;

    /// <summary>Resolves a path with wildcards.</summary>
    /// <exception cref="ServiceKeyException">No file matches, or it is not a path of the file system.</exception>
    public static Collection<string> ResolveWildcards(PSCmdlet cmdlet, string path)
    {
        _ = ResolveLiteral(cmdlet, path);
        try
        {
            return cmdlet.GetResolvedProviderPathFromPSPath(path, out _) is { Count: > 0 } files ? files : throw CreateNoMatchError(path);
        }
        catch (ItemNotFoundException e)
        {
            throw CreateNoMatchError(path, e);
        }
        catch (WildcardPatternException e)
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyNotFound, path, "The path is not a valid wildcard pattern. Pass the path with -LiteralPath.", e);
        }
    }

    /// <summary>Resolves a path without wildcards. The file need not exist.</summary>
    /// <exception cref="ServiceKeyException">It is not a path of the file system.</exception>
    public static string ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        RequirePath(path);
        ResolvedPath resolved = ResolvedPath.Resolve(cmdlet, path);
        if (resolved.File is { } file)
            return file;

        string action = resolved.Provider == "Environment"
            ? $"Use Import-ServiceKey -EnvironmentVariable {resolved.ItemName}."
            : "Pass the path of a file; Get-PSDrive lists the drives.";
        throw new ServiceKeyException(Failure.ServiceKeyNotFound, path, $"{resolved.DescribeError()} {action}", resolved.Cause);
    }

    private static ServiceKeyException CreateNoMatchError(string path, Exception? cause = null)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyNotFound, path, "No file matches the path. Check the path; Get-ChildItem lists the files.", cause);
    }

    private static void RequirePath(string path)
    {
        if (LooksLikeKey(path))
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid,
                "-Path",
                "The argument is the text of a key or token, not a path. Pipe the text: Get-Content key.json | Import-ServiceKey.");
        }
    }

    // A brace does not identify a key, because the name of a directory can be a GUID in braces.
    private static bool LooksLikeKey(string path) => path.IndexOfAny(['"', '\r', '\n']) >= 0 || LooksEncoded(path.Trim());

    // A token, or the base64 text of a key, which starts with {" or a brace and white space. File names are shorter.
    private static bool LooksEncoded(string path)
    {
        string[] prefixes = ["Bearer ", "eyJ", "ewo", "ew0", "eyA"];
        return path.Length > 64 && prefixes.Any(prefix => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }
}
