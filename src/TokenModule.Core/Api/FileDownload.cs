using System.Buffers;
using System.Runtime.InteropServices;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>Writes the body of a response to a file. The file has a temporary name until it is complete.</summary>
internal sealed class FileDownload : ResponseTarget
{
    private const int BufferLength = 512 * 1024;

    private readonly string path;
    private readonly string partial;
    private readonly bool isDevice;

    /// <param name="path">
    /// The absolute path. An existing file, or the target of a link, is replaced when the new file is complete. It keeps its mode.
    /// </param>
    /// <exception cref="BtpApiException">The path cannot be a file, or the existing file is read-only.</exception>
    public FileDownload(string path)
    {
        // Replacing /dev/null by a file would break the computer, so devices are written directly.
        path = IsDevice(path) || !File.Exists(path) ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        isDevice = IsDevice(path);
        this.path = path;
        if (Directory.Exists(path))
            throw CreateNotWritableException("it is a directory");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw CreateNotWritableException("its directory does not exist");
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw CreateNotWritableException("it is read-only");
        partial = isDevice
            ? path
            : Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.part");
    }

    /// <exception cref="BtpApiException">The file cannot be written.</exception>
    public override async Task WriteAsync(Stream body, long? length, Action<int> reportBytes, CancellationToken cancellationToken)
    {
        bool isComplete = false;
        try
        {
            using (FileStream file = RunGuarded(CreatePartialFile))
            {
                await CopyAsync(body, file, reportBytes, cancellationToken).ConfigureAwait(false);
            }

            if (!isDevice)
                RunGuarded(() => Replace(partial, path));
            isComplete = true;
        }
        finally
        {
            if (!isComplete && !isDevice && File.Exists(partial))
                RunGuarded(() => File.Delete(partial));
        }
    }

    private static bool IsDevice(string path) => Path.GetDirectoryName(path) == "/dev";

    private FileStream CreatePartialFile()
    {
        FileStream file = new(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        // The mode is set before the file has content. On Windows, a replaced file keeps its permissions.
        if (!isDevice && File.Exists(path) && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
        return file;
    }

    private async Task CopyAsync(Stream body, FileStream file, Action<int> reportBytes, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                RunGuarded(() => file.Write(buffer, 0, read));
                reportBytes(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Replace(string partial, string path)
    {
        if (File.Exists(path))
            File.Replace(partial, path, destinationBackupFileName: null);
        else
            File.Move(partial, path);
    }

    private void RunGuarded(Action write) => RunGuarded(() =>
    {
        write();
        return true;
    });

    // Distinguishes errors of the file from errors of the network, which are IOExceptions too.
    private T RunGuarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (IOException e)
        {
            throw CreateNotWritableException("the disk may be full, or the file is in use", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw CreateNotWritableException("access is denied", e);
        }
    }

    private BtpApiException CreateNotWritableException(string reason, Exception? cause = null)
    {
        return new BtpApiException(
            Failure.FileNotWritable,
            $"The response cannot be written to {path}: {reason}.",
            "Check the folder, the permissions and the free space, or choose another path.",
            innerException: cause);
    }
}
