namespace TokenModule;

/// <summary>Suggests an existing name for a misspelled one.</summary>
internal static class NearestName
{
    private const int MinimumPrefix = 3;

    // No name is longer, and the time to compare two texts grows with the product of their lengths.
    private const int MaximumLength = 200;

    /// <returns>
    /// The name that differs least from the text: in at most a third of its characters, or a name that the text abbreviates. Null when
    /// every name differs more.
    /// </returns>
    public static string? FindOrDefault(string text, IEnumerable<string> names)
    {
        if (text.Length > MaximumLength)
            return null;

        string given = text.ToUpperInvariant();
        (string Name, int Distance)[] near =
        [
            .. names.Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(name => (name, ComputeDistance(given, name.ToUpperInvariant())))
                .Where(candidate => candidate.Item2 <= Math.Max(1, Math.Max(given.Length, candidate.name.Length) / 3))
                .OrderBy(candidate => candidate.Item2),
        ];
        if (near.Length > 0)
            return near[0].Name;

        return given.Length < MinimumPrefix
            ? null
            : names.FirstOrDefault(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Formats the suggestion as a sentence, with a space before it. Empty without a near name.</summary>
    public static string FormatSuggestion(string text, IEnumerable<string> names)
    {
        return FindOrDefault(text, names) is { } name ? $" Did you mean '{name}'?" : string.Empty;
    }

    // The optimal string alignment distance: insertions, deletions, replacements, and exchanges of two neighbors.
    private static int ComputeDistance(string from, string to)
    {
        int[,] distances = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            distances[i, 0] = i;
        }

        for (int j = 0; j <= to.Length; j++)
        {
            distances[0, j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                int best = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                bool isExchange = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                distances[i, j] = isExchange ? Math.Min(best, distances[i - 2, j - 2] + 1) : best;
            }
        }

        return distances[from.Length, to.Length];
    }
}
