namespace TokenModule.Api.Bodies;

/// <summary>A file to send.</summary>
internal sealed class SentFile
{
    private SentFile(string path, long length)
    {
        Path = path;
        Length = length;
    }

    public string Path { get; }

    public long Length { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public string MediaType => MediaTypes.GetForFile(Path);

    /// <exception cref="BtpApiException">The file does not exist.</exception>
    public static SentFile FromPath(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
            throw CreateNotReadableException(path, Directory.Exists(path) ? "it is a directory" : "it does not exist");

        return new SentFile(file.FullName, file.Length);
    }

    /// <exception cref="BtpApiException">The file can no longer be read.</exception>
    public Stream OpenRead()
    {
        try
        {
            const FileOptions Options = FileOptions.Asynchronous | FileOptions.SequentialScan;
            return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, Options);
        }
        catch (IOException)
        {
            throw CreateNotReadableException(Path, "it is in use or was deleted");
        }
        catch (UnauthorizedAccessException)
        {
            throw CreateNotReadableException(Path, "access is denied");
        }
    }

    public override string ToString() => $"<{Name}, {Length} bytes>";

    private static BtpApiException CreateNotReadableException(string path, string reason)
    {
        return new BtpApiException(
            Failure.FileNotReadable, $"The file {path} cannot be read: {reason}.", "Check the path and the permissions of the file.");
    }
}
