using System.Collections;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts the hashtable of -PathParameter into names and texts.</summary>
internal static class PathValues
{
    public static IReadOnlyDictionary<string, string> FromDictionary(IDictionary? table)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            // An empty text is an error of the path, which names the placeholder.
            values[entry.Key.ToString()!] = PathEntity.FormatValueOrDefault(entry.Value) ?? string.Empty;
        }

        return values;
    }
}
