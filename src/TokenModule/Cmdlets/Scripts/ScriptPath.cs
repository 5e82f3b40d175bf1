using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Cmdlets.Arguments;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Resolves the paths of scripts.</summary>
internal static class ScriptPath
{
    /// <param name="cmdlet">The cmdlet with the current location.</param>
    /// <param name="path">A path with or without wildcards.</param>
    /// <exception cref="BtpApiException">No file matches, or it is not a path of the file system.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        ResolvedPath literal = ResolvedPath.Resolve(cmdlet, path);
        if (literal.File is null)
            throw CreateError(path, literal.DescribeError(), literal.Cause);

        // A name such as deploy[1].ps1 is not a pattern.
        if (File.Exists(literal.File))
            return [literal.File];

        try
        {
            return cmdlet.GetResolvedProviderPathFromPSPath(path, out _) is { Count: > 0 } files
                ? files
                : throw CreateError(path, "No file matches the path.", cause: null);
        }
        catch (ItemNotFoundException e)
        {
            throw CreateError(path, "No file matches the path.", e);
        }
        catch (WildcardPatternException e)
        {
            throw CreateError(path, "It is not a valid wildcard pattern.", e);
        }
    }

    private static BtpApiException CreateError(string path, string reason, Exception? cause)
    {
        return new BtpApiException(
            Failure.FileNotReadable, $"The script {path} cannot be read. {reason}", "Pass the path of a script.", innerException: cause);
    }
}
