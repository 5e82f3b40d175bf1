namespace TokenModule.ServiceKeys.Text.Yaml;

/// <summary>Detects the first line of a YAML manifest and the first line after it. A manifest has no closing bracket.</summary>
internal sealed class ManifestLines
{
    private static readonly string[] Members = ["apiVersion", "kind", "metadata", "data", "stringData", "items"];

    private static readonly string[] KindsWithSecrets = ["Secret", "List", "SecretList"];

    private bool hasVersion;
    private string? kind;

    /// <summary>
    /// Whether the manifest is neither a Secret nor a list. Such manifests are not parsed, because they can use more of YAML.
    /// </summary>
    public bool IsOfOtherKind => kind is not null && !KindsWithSecrets.Contains(kind);

    public static bool IsFirstLine(string lines, int start, int end) => Members.Any(m => IsMember(m, lines, start, end));

    /// <summary>Whether a line ends a YAML document (YAML 1.2.2 section 9.1).</summary>
    public static bool IsSeparator(string line) => line is "---" or "..." || line.StartsWith("--- #", StringComparison.Ordinal);

    public void ReadLine(string lines, int start, int end)
    {
        hasVersion |= IsMember("apiVersion", lines, start, end);
        if (IsMember("kind", lines, start, end))
            kind = YamlScalar.ParseOrDefault(lines.Substring(start + 5, end - start - 5).Trim()) ?? string.Empty;
    }

    // Files that are piped one after the other have no separator between them.
    public bool IsNextDocument(string lines, int start, int end)
    {
        return start < end && (lines[start] == '{'
            || (hasVersion && IsMember("apiVersion", lines, start, end))
            || (kind is not null && IsMember("kind", lines, start, end))
            || (lines[start] is '-' or '.' && IsSeparator(lines.Substring(start, end - start).TrimEnd())));
    }

    private static bool IsMember(string member, string lines, int start, int end)
    {
        int colon = start + member.Length;
        bool hasColon = colon < end && lines[colon] == ':' && (colon + 1 == end || lines[colon + 1] == ' ');
        return hasColon && string.CompareOrdinal(lines, start, member, 0, member.Length) == 0;
    }
}
