using System.Text;

namespace BtpEmulator.ServiceKeys;

/// <summary>Writes service keys to files that only their owner can read.</summary>
internal static class ServiceKeyFiles
{
    /// <summary>The subdirectory of the binding service keys.</summary>
    public const string BindingDirectory = "bindings";

    public static IReadOnlyList<string> Write(EmulatedServiceKeys keys, string directory)
    {
        Directory.CreateDirectory(Path.Combine(directory, BindingDirectory));
        keys.Prepare();
        return
        [
            .. from name in EmulatedServiceKeys.SeedNames
               select Write(Path.Combine(directory, $"{name}.json"), keys.Write(name)),
            .. from name in EmulatedServiceKeys.BindingNames.Concat(EmulatedServiceKeys.AssertionNames)
               select Write(Path.Combine(directory, BindingDirectory, $"{name}.json"), keys.Write(name)),
            Write(Path.Combine(directory, BindingDirectory, "identity-keys.rsa.pem"), keys.ClientKeys.RsaPem),
            Write(Path.Combine(directory, BindingDirectory, "identity-keys.ec.pem"), keys.ClientKeys.CurvePem),
        ];
    }

    public static string Write(string path, string text)
    {
        // The mode applies only to new files. A file of an earlier run may be readable by others.
        File.Delete(path);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using StreamWriter writer = new(path, new UTF8Encoding(false), options);
        writer.Write(text);
        return Path.GetFullPath(path);
    }
}
