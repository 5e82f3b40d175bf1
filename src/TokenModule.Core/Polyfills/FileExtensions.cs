namespace TokenModule;

/// <summary>Windows PowerShell runs where files have no such mode, and its framework knows no links.</summary>
internal static class FileExtensions
{
    extension(File)
    {
        public static UnixFileMode GetUnixFileMode(string path) => path is null ? throw new ArgumentNullException(nameof(path)) : UnixFileMode.None;

        public static void SetUnixFileMode(string path, UnixFileMode mode) => _ = path is null ? throw new ArgumentNullException(nameof(path)) : mode;

        public static FileSystemInfo? ResolveLinkTarget(string path, bool returnFinalTarget) => path is null && returnFinalTarget ? throw new ArgumentNullException(nameof(path)) : null;
    }
}

[Flags]
internal enum UnixFileMode
{
    None = 0,
    OtherRead = 4,
}
