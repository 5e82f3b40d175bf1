namespace TokenModule;

/// <summary>Windows PowerShell runs where files have no such mode.</summary>
internal static class FileExtensions
{
    extension(File)
    {
        public static UnixFileMode GetUnixFileMode(string path) => path is null ? throw new ArgumentNullException(nameof(path)) : UnixFileMode.None;
    }
}

[Flags]
internal enum UnixFileMode
{
    None = 0,
    OtherRead = 4,
}
