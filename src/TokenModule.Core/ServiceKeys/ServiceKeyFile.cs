using TokenModule.Json;
using TokenModule.ServiceKeys.Wrappers;

namespace TokenModule.ServiceKeys;

/// <summary>The keys in a file, or in a directory that a platform mounts.</summary>
internal static class ServiceKeyFile
{
    /// <returns>All that is in it, named by the file where its text gives no name.</returns>
    /// <exception cref="ServiceKeyException">It is not there, cannot be read, or holds no binding.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(string path)
    {
        return Directory.Exists(path)
            ? ServiceKeyReader.WrapUnicodeErrors(path, () => BindingDirectory.ReadBindings(path))
            : ServiceKeyReader.ReadBindings(ReadText(path), path, Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Reads a file with one key.</summary>
    /// <exception cref="ServiceKeyException">It is not there, cannot be read, or holds no key or several.</exception>
    public static ServiceKey ReadKey(string path) => ServiceKeyReader.ReadKey(ServiceKeyReader.SelectSingle(ReadBindings(path)));

    private static string ReadText(string path)
    {
        return StrictText.DecodeFileOrDefault(KeyFileBytes.ReadBytes(path))
            ?? throw new ServiceKeyException(
                Failure.ServiceKeyInvalid, path, "it is not UTF-8 text, and not UTF-16 text with a byte order mark. Save the file as UTF-8.");
    }
}
