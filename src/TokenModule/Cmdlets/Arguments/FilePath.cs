using System.Management.Automation;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Resolves the paths of files to send or to write. They can be relative, or on a drive of PowerShell.</summary>
internal static class FilePath
{
    /// <param name="failure">The failure that is reported for an invalid path.</param>
    /// <exception cref="BtpApiException">The path is not a path of the file system.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path, Failure failure)
    {
        ResolvedPath resolved = ResolvedPath.Resolve(cmdlet, path);
        if (resolved.File is { } file)
            return file;

        throw new BtpApiException(
            failure,
            $"{path} is not a path of the file system. The request was not sent.",
            "Pass the path of a file. Get-PSDrive lists the drives.",
            innerException: resolved.Cause);
    }
}
