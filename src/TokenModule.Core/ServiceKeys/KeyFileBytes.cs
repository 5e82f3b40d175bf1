namespace TokenModule.ServiceKeys;

/// <summary>Reads files up to a size, and says what is wrong where one cannot be read.</summary>
internal static class KeyFileBytes
{
    public const int MostBytes = 4 * 1024 * 1024;

    /// <param name="path">A file, or what is read like one.</param>
    /// <exception cref="ServiceKeyException">It is not there, cannot be read, or is longer.</exception>
    public static byte[] ReadBytes(string path, int most = MostBytes)
    {
        return WrapFileErrors(path, () =>
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.CanSeek && file.Length > most)
                throw CreateTooLargeError(path);

            // A pipe and a device have no length to go by.
            using MemoryStream bytes = new();
            byte[] part = new byte[16 * 1024];
            for (int read = file.Read(part, 0, part.Length); read > 0; read = file.Read(part, 0, part.Length))
            {
                bytes.Write(part, 0, read);
                if (bytes.Length > most)
                    throw CreateTooLargeError(path);
            }

            return bytes.ToArray();
        });
    }

    /// <exception cref="ServiceKeyException">In place of what the file system throws.</exception>
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

    private static ServiceKeyException CreateTooLargeError(string path) => new(Failure.ServiceKeyInvalid, path, "larger than 4 MiB, which no service key is.");

    private static ServiceKeyException CreateNotFoundError(string path, Exception cause)
    {
        return new ServiceKeyException(Failure.ServiceKeyNotFound, path, "no such file. Check the path; Get-ChildItem shows what is there.", cause);
    }

    private static ServiceKeyException CreateUnreadableError(string path, Exception cause)
    {
        return new ServiceKeyException(Failure.ServiceKeyInvalid, path, "it cannot be read. Check its permissions, and that no other program holds it.", cause);
    }
}
