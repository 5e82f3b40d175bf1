using System.Text;

namespace BtpEmulator;

/// <summary>Puts service keys on disk, readable by their owner only.</summary>
internal static class ServiceKeyFiles
{
    /// <summary>Where the keys go that are not those of the seeds.</summary>
    public const string BindingDirectory = "bindings";

    public static IReadOnlyList<string> Write(EmulatedServiceKeys keys, string directory)
    {
        Directory.CreateDirectory(Path.Combine(directory, BindingDirectory));
        keys.Prepare();
        return
        [
            .. from name in EmulatedServiceKeys.SeedNames
               select Write(Path.Combine(directory, $"{name}.json"), keys.Write(name)),
            .. from name in EmulatedServiceKeys.BindingNames
               select Write(Path.Combine(directory, BindingDirectory, $"{name}.json"), keys.Write(name)),
        ];
    }

    public static string Write(string path, string text)
    {
        // A mode holds for new files only, and the one of an earlier run may be open to others.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, new UTF8Encoding(false), options);
        writer.Write(text);
        return Path.GetFullPath(path);
    }
}
