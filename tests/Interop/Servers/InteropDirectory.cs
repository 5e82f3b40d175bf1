namespace TokenModule.Interop;

/// <summary>A temporary folder that servers with their own user account can read and write.</summary>
internal sealed class InteropDirectory : IDisposable
{
    public InteropDirectory()
    {
        Path = Directory.CreateTempSubdirectory("token-module-interop-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_111_111);
    }

    public string Path { get; }

    public string FindPath(string name) => System.IO.Path.Combine(Path, name);

    /// <returns>The path of the new file, with the separators that configuration files expect.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(FindPath(name), text);
        return FindPath(name);
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(FindPath(name), bytes);
        return FindPath(name);
    }

    /// <summary>
    /// Counts the equal lines of a log. Waits for the expected number, because a server can write a line after its response.
    /// </summary>
    public async Task<int> CountLinesAsync(string name, string line, int expected)
    {
        for (int attempt = 0; ; attempt++)
        {
            int count = File.Exists(FindPath(name)) ? File.ReadLines(FindPath(name)).Count(l => l == line) : 0;
            if (count >= expected || attempt == 100)
                return count;
            await Task.Delay(20);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
