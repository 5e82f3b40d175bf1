namespace TokenModule;

/// <summary>A directory that exists during one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("token-module-").FullName;

    /// <summary>The names of all files and directories in it, including hidden files.</summary>
    public IEnumerable<string?> Names => Directory.EnumerateFileSystemEntries(Path, "*", new EnumerationOptions { AttributesToSkip = 0 })
        .Select(System.IO.Path.GetFileName);

    public string GetFilePath(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
