using TokenModule.Json;
using TokenModule.ServiceKeys.Wrappers;

namespace TokenModule.ServiceKeys.Sources;

/// <summary>
/// The files and directories of mounted bindings. Kubernetes mounts each file as a link into <c>..data</c>, which is a link to a directory
/// such as <c>..2024_05_21_10_00_00.123</c>. Links are followed. Names that start with a dot are ignored, except <c>.metadata</c>.
/// </summary>
internal sealed class MountedFiles
{
    private const int MaximumEntries = 1000;

    // A directory with one of these files is a binding.
    private static readonly string[] IdentifyingNames =
    [
        SecretMetadata.MemberName, "clientid", "client_id", "uaa", "type", "label", "instance_guid",
    ];

    private int budget = KeyFileBytes.MaximumBytes;
    private int entries;

    public List<string> ListDirectories(string directory) => ListEntries(directory, Directory.EnumerateDirectories);

    /// <returns>The text of each file, or null when the directory is not a binding.</returns>
    public IReadOnlyDictionary<string, string>? ReadMembersOrDefault(string directory)
    {
        List<string> files = ListEntries(directory, Directory.EnumerateFiles);
        bool isContainer = files.Count == 1 && Path.GetExtension(files[0]).Length == 0;
        if (!isContainer && !files.Any(f => IdentifyingNames.Contains(Path.GetFileName(f))))
            return null;

        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            if (ReadTextOrDefault(file) is { } text)
                members[Path.GetFileName(file)] = text;
        }

        return isContainer && members.Values.All(v => SecretMetadata.ParseContainerOrDefault(v) is null) ? null : members;
    }

    private List<string> ListEntries(string directory, Func<string, IEnumerable<string>> list)
    {
        List<string> found = KeyFileBytes.WrapFileErrors(
            directory, () => list(directory).Where(IsMember).Take(MaximumEntries + 1).ToList());
        entries += found.Count;
        if (entries > MaximumEntries)
            throw CreateTooManyEntriesError(directory);

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static ServiceKeyException CreateTooManyEntriesError(string directory)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            directory,
            "The directory contains more than 1,000 files and directories. Pass the directory of one binding.");
    }

    private static bool IsMember(string path)
    {
        string name = Path.GetFileName(path);
        return name[0] != '.' || name == SecretMetadata.MemberName;
    }

    // Editors add a line end at the end of a file. It is not part of the value. Binary files are not members of a key.
    private string? ReadTextOrDefault(string file)
    {
        byte[] bytes = KeyFileBytes.ReadBytes(file, budget);
        budget -= bytes.Length;
        if (StrictText.DecodeFileOrDefault(bytes) is not { } text)
            return null;

        int end = text.Length > 0 && text[text.Length - 1] == '\n' ? text.Length - 1 : text.Length;
        return text.Substring(0, end > 0 && end < text.Length && text[end - 1] == '\r' ? end - 1 : end);
    }
}
