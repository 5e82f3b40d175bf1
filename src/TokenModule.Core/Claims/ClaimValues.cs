using System.Collections.Specialized;
using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>JSON as plain .NET values, in the order it was written: dictionaries, arrays, strings, numbers, booleans and null.</summary>
internal static class ClaimValues
{
    public static OrderedDictionary CreateDictionary(JsonMembers members)
    {
        using JsonDocument document = members.ToDocument();
        return ConvertObject(document.RootElement);
    }

    private static OrderedDictionary ConvertObject(JsonElement element)
    {
        OrderedDictionary dictionary = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            dictionary.Add(property.Name, ConvertValue(property.Value));
        }

        return dictionary.AsReadOnly();
    }

    private static object? ConvertValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ConvertObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ConvertValue).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when element.TryGetInt64(out long whole) => whole,
        // Where it is too large for the runtime, as it stands.
        JsonValueKind.Number => element.TryGetDouble(out double number) ? number : element.GetRawText(),
        _ => null,
    };
}
