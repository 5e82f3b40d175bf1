using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace TokenModule.Json;

/// <summary>Converts JSON to dictionaries, arrays, strings, numbers, booleans and null. The order of the members is kept.</summary>
internal static class JsonValues
{
    public static OrderedDictionary CreateDictionary(JsonMembers members)
    {
        using JsonDocument document = members.ToDocument();
        return ConvertObject(document.RootElement);
    }

    // A whole number keeps every digit.
    private static BigInteger? ParseIntegerOrDefault(JsonElement element)
    {
        bool isInteger = BigInteger.TryParse(
            element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large);
        return isInteger ? large : null;
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
        JsonValueKind.Number when ParseIntegerOrDefault(element) is { } large => large,
        // A number that is too large for the runtime stays text.
        JsonValueKind.Number => element.TryGetDouble(out double number) ? number : element.GetRawText(),
        _ => null,
    };
}
