namespace TokenModule.ServiceKeys.Text.Yaml;

/// <summary>A line of a mapping: the name, and the text after the colon.</summary>
internal readonly record struct YamlEntry(string Name, string Value)
{
    /// <returns>The entry, or null when the line is not an entry.</returns>
    public static YamlEntry? ParseOrDefault(string line)
    {
        if (line.Length == 0)
            return null;

        int colon = line[0] is '"' or '\'' ? YamlScalar.FindQuotedEnd(line) : FindColon(line, 0);
        if (colon < 0 || colon >= line.Length || line[colon] != ':' || (colon + 1 < line.Length && line[colon + 1] != ' '))
            return null;

        string? name = YamlScalar.ParseOrDefault(line.Substring(0, colon));
        return name is null ? null : new YamlEntry(name, line.Substring(colon + 1).Trim(' '));
    }

    // Only a colon before a space or the end of the line ends a name. URLs contain other colons.
    internal static int FindColon(string line, int start)
    {
        int colon = line.IndexOf(':', start);
        while (colon >= 0 && colon + 1 < line.Length && line[colon + 1] != ' ')
        {
            colon = line.IndexOf(':', colon + 1);
        }

        return colon;
    }
}
