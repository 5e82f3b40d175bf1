using System.Collections;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts the hashtable of -PathParameter into names and texts.</summary>
internal static class PathValues
{
    public static IReadOnlyDictionary<string, string> FromDictionary(IDictionary? table)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string name = entry.Key.ToString()!;
            if (values.ContainsKey(name))
            {
                throw new BtpApiException(
                    Failure.RequestInvalid,
                    $"-PathParameter contains '{name}' twice, in upper and lower case. The request was not sent.",
                    "Pass each placeholder once.");
            }

            // An empty text is an error of the path, which names the placeholder.
            values[name] = PathEntity.FormatValueOrDefault(entry.Value) ?? string.Empty;
        }

        return values;
    }
}
