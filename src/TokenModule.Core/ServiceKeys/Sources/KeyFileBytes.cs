namespace TokenModule.ServiceKeys.Sources;

/// <summary>Reads files up to a maximum size and converts errors of the file system.</summary>
internal static class KeyFileBytes
{
    public const int MaximumBytes = 4 * 1024 * 1024;

    /// <param name="path">The path of a file, pipe or device.</param>
    /// <exception cref="ServiceKeyException">The file does not exist, cannot be read, or is too large.</exception>
    public static byte[] ReadBytes(string path, int maximum = MaximumBytes)
    {
        return WrapFileErrors(path, () =>
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.CanSeek && file.Length > maximum)
                throw CreateTooLargeError(path);

            // Pipes and devices do not report a length.
            using MemoryStream bytes = new();
            byte[] part = new byte[16 * 1024];
            for (int read = file.Read(part, 0, part.Length); read > 0; read = file.Read(part, 0, part.Length))
            {
                bytes.Write(part, 0, read);
                if (bytes.Length > maximum)
                    throw CreateTooLargeError(path);
            }

            return bytes.ToArray();
        });
    }

    /// <exception cref="ServiceKeyException">The file system reported an error.</exception>
    public static T WrapFileErrors<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FileNotFoundException e)
        {
            throw CreateNotFoundError(path, e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw CreateNotFoundError(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw CreateUnreadableError(path, e);
        }
        catch (IOException e)
        {
            throw CreateUnreadableError(path, e);
        }
    }

    private static ServiceKeyException CreateTooLargeError(string path)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid, path, "The file is larger than 4 MiB, which is too large for a service key. Check the path.");
    }

    private static ServiceKeyException CreateNotFoundError(string path, Exception cause)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyNotFound, path, "The file does not exist. Check the path; Get-ChildItem lists the files.", cause);
    }

    private static ServiceKeyException CreateUnreadableError(string path, Exception cause)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            path,
            "The file cannot be read. Check its permissions, and whether another program has locked it.",
            cause);
    }
}
