using System.Management.Automation;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>A path as the prompt has it, relative or on a drive of PowerShell's own, as one of the file system.</summary>
internal static class FilePath
{
    /// <param name="failure">What it is called when it is none.</param>
    /// <exception cref="BtpApiException">There is no such drive, or it holds no files.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path, Failure failure)
    {
        try
        {
            string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" ? file : throw CreateNoFileError(path, failure, cause: null);
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            throw CreateNoFileError(path, failure, e);
        }
    }

    private static BtpApiException CreateNoFileError(string path, Failure failure, Exception? cause)
    {
        return new BtpApiException(
            failure,
            $"{path} is not a path of the file system. The request was not sent.",
            "Pass the path of a file. Get-PSDrive lists the drives.",
            innerException: cause);
    }
}
