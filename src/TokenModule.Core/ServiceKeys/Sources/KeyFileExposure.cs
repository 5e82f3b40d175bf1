using System.Runtime.InteropServices;

namespace TokenModule.ServiceKeys.Sources;

/// <summary>Checks who else can read the file of a key.</summary>
internal static class KeyFileExposure
{
    /// <returns>A warning when other users can read the file; otherwise null.</returns>
    public static string? GetWarningOrDefault(string path)
    {
        string file = Path.GetFullPath(path);
        // Windows has no file mode. Its home folders are private by default.
        bool isReadable = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            && (File.GetUnixFileMode(file) & UnixFileMode.OtherRead) != 0;
        return isReadable
            ? $"Other users of this computer can read '{file}', which contains a secret. Remove their access: chmod 600 '{file}'"
            : null;
    }
}
