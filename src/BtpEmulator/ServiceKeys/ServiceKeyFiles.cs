using System.Text;

namespace BtpEmulator;

/// <summary>Puts service keys on disk, readable by their owner only.</summary>
internal static class ServiceKeyFiles
{
    public static IReadOnlyList<string> Write(ServiceKeyRing keys, string directory)
    {
        Directory.CreateDirectory(directory);
        return
        [
            .. from system in Enum.GetValues<SeedSystem>()
               select Write(Path.Combine(directory, ServiceKeyRing.FileName(system)), keys.Write(system)),
        ];
    }

    private static string Write(string path, string text)
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
