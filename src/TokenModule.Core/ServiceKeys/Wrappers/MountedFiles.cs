using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// The files and directories of mounted bindings. A platform mounts each file as a link into <c>..data</c>, which is itself
/// a link to <c>..2024_05_21_…</c>: links are followed, and what begins with dots is no member but <c>.metadata</c>.
/// </summary>
internal sealed class MountedFiles
{
    private const int MostEntries = 1000;

    // One of these tells a binding from any other directory.
    private static readonly string[] Telling = [SecretMetadata.MemberName, "clientid", "client_id", "uaa", "type", "label", "instance_guid"];

    private int budget = KeyFileBytes.MostBytes;
    private int entries;

    public List<string> ListDirectories(string directory) => ListEntries(directory, Directory.EnumerateDirectories);

    /// <returns>Null where the directory is no binding.</returns>
    public IReadOnlyDictionary<string, string>? ReadMembersOrDefault(string directory)
    {
        List<string> files = ListEntries(directory, Directory.EnumerateFiles);
        bool isContainer = files.Count == 1 && Path.GetExtension(files[0]).Length == 0;
        if (!isContainer && !files.Any(f => Telling.Contains(Path.GetFileName(f))))
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
        List<string> found = KeyFileBytes.WrapFileErrors(directory, () => list(directory).Where(IsMember).Take(MostEntries + 1).OrderBy(e => e, StringComparer.Ordinal).ToList());
        entries += found.Count;
        return entries <= MostEntries ? found : throw new ServiceKeyException(Failure.ServiceKeyInvalid, directory, "more than 1,000 files and directories, which no root of bindings has. Name one binding in it.");
    }

    private static bool IsMember(string path) => Path.GetFileName(path) is var name && (name[0] != '.' || name == SecretMetadata.MemberName);

    // Many an editor ends a file with a line end, which is no part of the member. Bytes that are no text are no member.
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
