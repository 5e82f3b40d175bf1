namespace TokenModule;

/// <summary>Windows PowerShell runs only on Windows, where files have no Unix mode. .NET Framework cannot resolve links.</summary>
internal static class FileExtensions
{
    extension(File)
    {
        public static UnixFileMode GetUnixFileMode(string path)
        {
            return path is null ? throw new ArgumentNullException(nameof(path)) : UnixFileMode.None;
        }

        public static void SetUnixFileMode(string path, UnixFileMode mode)
        {
            _ = path is null ? throw new ArgumentNullException(nameof(path)) : mode;
        }

        public static FileSystemInfo? ResolveLinkTarget(string path, bool returnFinalTarget)
        {
            return path is null && returnFinalTarget ? throw new ArgumentNullException(nameof(path)) : null;
        }
    }
}

[Flags]
internal enum UnixFileMode
{
    None = 0,
    OtherRead = 4,
}
