using TokenModule.Json;

namespace TokenModule.ServiceKeys.Sources;

/// <summary>Reads keys from a file, or from a directory that a platform mounts.</summary>
internal static class ServiceKeyFile
{
    /// <returns>All bindings. A binding without a name in the text is named after the file.</returns>
    /// <exception cref="ServiceKeyException">The path does not exist, cannot be read, or contains no binding.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(string path)
    {
        return Directory.Exists(path)
            ? ServiceKeyReader.WrapUnicodeErrors(path, () => BindingDirectory.ReadBindings(path))
            : ServiceKeyReader.ReadBindings(DecodeText(KeyFileBytes.ReadBytes(path), path), path, Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Reads a file with one key.</summary>
    /// <exception cref="ServiceKeyException">The file does not exist, cannot be read, or does not contain exactly one key.</exception>
    public static ServiceKey ReadKey(string path) => ServiceKeyReader.ReadKey(ServiceKeyReader.SelectSingle(ReadBindings(path)));

    /// <summary>Reads the content of a file that is already in memory. Vaults return a key as bytes.</summary>
    /// <exception cref="ServiceKeyException">The bytes are not text, or contain no binding.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(byte[] content, string source)
    {
        return ServiceKeyReader.ReadBindings(DecodeText(content, source), source);
    }

    private static string DecodeText(byte[] content, string source)
    {
        return StrictText.DecodeFileOrDefault(content)
            ?? throw new ServiceKeyException(
                Failure.ServiceKeyInvalid, source, "The file is neither UTF-8 nor UTF-16 with a byte order mark. Save it as UTF-8.");
    }
}
