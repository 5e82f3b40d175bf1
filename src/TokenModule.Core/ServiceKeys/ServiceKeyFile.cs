
namespace TokenModule.ServiceKeys;

/// <summary>A key in a file: UTF-8, or UTF-16 with a byte order mark.</summary>
internal static class ServiceKeyFile
{
    private const long LargestFile = 4 * 1024 * 1024;

    /// <exception cref="ServiceKeyException">The file is not there, cannot be read, or holds no key.</exception>
    public static ServiceKey Read(string path)
    {
        if (Directory.Exists(path))
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, path, "a directory. Name the file in it, or use a wildcard such as *.json.");

        return ServiceKeyReader.Read(ReadText(path), path, Path.GetFileNameWithoutExtension(path));
    }

    private static string ReadText(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestFile)
                throw new ServiceKeyException(Failure.ServiceKeyInvalid, path, "larger than 4 MiB, which no service key is.");

            using StreamReader reader = new(file);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException e)
        {
            throw NotFound(path, e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw NotFound(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unreadable(path, e);
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }
    }

    private static ServiceKeyException NotFound(string path, Exception cause)
    {
        return new ServiceKeyException(Failure.ServiceKeyNotFound, path, "no such file. Check the path; Get-ChildItem shows what is there.", cause);
    }

    private static ServiceKeyException Unreadable(string path, Exception cause)
    {
        return new ServiceKeyException(Failure.ServiceKeyInvalid, path, "the file cannot be read. Check its permissions, and that no other program holds it.", cause);
    }
}
