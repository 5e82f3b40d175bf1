using System.Collections;
using System.Management.Automation;
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

            string? text = PathEntity.FormatValueOrDefault(entry.Value);
            object? value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            if (text is null && value is not (null or string))
            {
                throw new BtpApiException(
                    Failure.RequestInvalid,
                    $"The value of '{name}' in -PathParameter has the type {value.GetType().Name}, but a path contains text or numbers. "
                        + "The request was not sent.",
                    "Pass one id, such as a property of the object.");
            }

            // An empty text is an error of the path, which names the placeholder.
            values[name] = text ?? string.Empty;
        }

        return values;
    }
}
