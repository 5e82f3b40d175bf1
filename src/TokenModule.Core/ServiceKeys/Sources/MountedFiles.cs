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
        SecretMetadata.MemberName, "clientid", "clientId", "client_id", "uaa", "xsappname",
        "type", "label", "plan", "instance_name", "instance_guid",
    ];

    private int budget = KeyFileBytes.MaximumBytes;
    private int entries;

    /// <summary>Whether a limit was reached. Nothing more is read then.</summary>
    public bool IsExhausted { get; private set; }

    public List<string> ListDirectories(string directory) => ListEntries(directory, Directory.EnumerateDirectories);

    /// <returns>The text of each file, or null when the directory is not a binding.</returns>
    public IReadOnlyDictionary<string, string>? ReadMembersOrDefault(string directory)
    {
        List<string> files = ListEntries(directory, Directory.EnumerateFiles);
        bool isContainer = files.Count == 1;
        if (!isContainer && !files.Any(f => IdentifyingNames.Contains(Path.GetFileName(f))))
            return null;

        Dictionary<string, string> members = ReadVersion(directory, files);
        return isContainer && members.Values.All(v => SecretMetadata.ParseContainerOrDefault(v) is null) ? null : members;
    }

    // Kubernetes replaces the files of a mount at once: it changes the link ..data. Reading through the links could mix two versions, so
    // the
    // files are read from the directory that the link named first. When that directory is removed meanwhile, the next version is read.
    private Dictionary<string, string> ReadVersion(string directory, List<string> files)
    {
        const int MaximumAttempts = 5;
        for (int attempt = 1; ; attempt++)
        {
            string version = ResolveVersion(directory);
            try
            {
                return ReadFiles(version, files);
            }
            catch (ServiceKeyException e) when (e.Failure == Failure.ServiceKeyNotFound && attempt < MaximumAttempts)
            {
                // The version was replaced while it was read.
            }
        }
    }

    private static string ResolveVersion(string directory)
    {
        string link = Path.Combine(directory, "..data");
        if (!Directory.Exists(link))
            return directory;

        FileSystemInfo? target = KeyFileBytes.WrapFileErrors(link, () => File.ResolveLinkTarget(link, returnFinalTarget: true));
        return target?.FullName ?? directory;
    }

    private Dictionary<string, string> ReadFiles(string version, List<string> files)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            if (ReadTextOrDefault(Path.Combine(version, name)) is { } text)
                members[name] = text;
        }

        return members;
    }

    private List<string> ListEntries(string directory, Func<string, IEnumerable<string>> list)
    {
        List<string> found = KeyFileBytes.WrapFileErrors(
            directory, () => list(directory).Where(IsMember).Take(MaximumEntries + 1).ToList());
        entries += found.Count;
        IsExhausted |= entries > MaximumEntries;
        if (IsExhausted)
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
        byte[] bytes = ReadBytes(file);
        budget -= bytes.Length;
        return StrictText.DecodeFileOrDefault(bytes)?.TrimEnd('\r', '\n');
    }

    private byte[] ReadBytes(string file)
    {
        try
        {
            return KeyFileBytes.ReadBytes(file, budget);
        }
        catch (ServiceKeyException e) when (e.InnerException is null)
        {
            // Only the error for the size limit has no inner exception.
            IsExhausted = true;
            throw;
        }
    }
}
