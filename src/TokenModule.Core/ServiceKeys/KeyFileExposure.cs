using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TokenModule.ServiceKeys;

/// <summary>Who else can get at the file of a key.</summary>
internal static class KeyFileExposure
{
    private static readonly TimeSpan GitMayTake = TimeSpan.FromSeconds(2);

    /// <returns>A sentence for each way, with what to do about it.</returns>
    public static IEnumerable<string> FindWarnings(string path)
    {
        string file = Path.GetFullPath(path);
        bool hasMode = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        if (hasMode && (File.GetUnixFileMode(file) & UnixFileMode.OtherRead) != 0)
            yield return $"Other users of this machine can read '{file}', which holds a secret. Keep it to yourself: chmod 600 '{file}'";
        if (IsInWorkTree(file) && IsNotIgnoredByGit(file))
            yield return $"'{file}' holds a secret and lies in a git work tree that does not ignore it. Move it out, or name it in .gitignore.";
    }

    private static bool IsInWorkTree(string file)
    {
        for (DirectoryInfo? folder = Directory.GetParent(file); folder is not null; folder = folder.Parent)
        {
            string git = Path.Combine(folder.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return true;
        }

        return false;
    }

    // What is ignored is for git to say; where it is not installed, nobody commits.
    private static bool IsNotIgnoredByGit(string file)
    {
        try
        {
            using Process? git = Process.Start(new ProcessStartInfo("git", $"check-ignore --quiet -- \"{Path.GetFileName(file)}\"")
            {
                WorkingDirectory = Path.GetDirectoryName(file)!,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            const int NotIgnored = 1;
            return git?.WaitForExit((int)GitMayTake.TotalMilliseconds) == true && git.ExitCode == NotIgnored;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
