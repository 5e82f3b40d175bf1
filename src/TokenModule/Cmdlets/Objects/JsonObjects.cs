using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;

namespace TokenModule.Cmdlets.Objects;

/// <summary>Converts JSON into objects of the pipeline. Texts remain texts, even dates, so that no information is lost.</summary>
/// <param name="asHashtable">Whether an object becomes a dictionary, in which names can differ only in case.</param>
internal sealed class JsonObjects(bool asHashtable)
{
    // The empty name, and the names that PowerShell reserves.
    private static readonly HashSet<string> Reserved =
        new(["", "psadapted", "psbase", "psextended", "psobject"], StringComparer.OrdinalIgnoreCase);

    /// <returns>
    /// The items of an array, or of an object whose only member is an array (<c>{"value":[…]}</c>). Otherwise the single value.
    /// </returns>
    public IEnumerable<object?> ConvertItems(JsonElement root)
    {
        JsonElement items = FindList(root);
        return items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray().Select(ConvertValue)] : [ConvertValue(items)];
    }

    /// <summary>Whether <see cref="ConvertItems"/> returns the items of a list.</summary>
    public static bool IsList(JsonElement root) => FindList(root).ValueKind == JsonValueKind.Array;

    public object? ConvertValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => asHashtable ? ConvertToDictionary(element) : ConvertToObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ConvertValue).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ConvertNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static JsonElement FindList(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return root;

        using JsonElement.ObjectEnumerator members = root.EnumerateObject();
        bool wraps = members.MoveNext() && members.Current.Value.ValueKind == JsonValueKind.Array;
        return wraps && members.Current.Value is var list && !members.MoveNext() ? list : root;
    }

    private OrderedDictionary ConvertToDictionary(JsonElement element)
    {
        OrderedDictionary result = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            result[member.Name] = ConvertValue(member.Value);
        }

        return result;
    }

    private PSObject ConvertToObject(JsonElement element)
    {
        PSObject result = new();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            // PowerShell does not distinguish names by case, so the later name gets a number.
            string name = member.Name;
            if (Reserved.Contains(name))
                name += "_";
            for (int number = names.Count; !names.Add(name); number++)
            {
                name = $"{member.Name}_{number}";
            }

            // Without preValidated, PowerShell searches all its types for the name, which takes longer than the rest of the conversion.
            result.Properties.Add(new PSNoteProperty(name, ConvertValue(member.Value)), preValidated: true);
        }

        return result;
    }

    private static object ConvertNumber(JsonElement element)
    {
        return element.TryGetInt64(out long whole) ? whole
            : ParseLargeIntegerOrDefault(element) is { } large ? large
            : element.GetDouble();
    }

    private static BigInteger? ParseLargeIntegerOrDefault(JsonElement element)
    {
        bool isInteger = BigInteger.TryParse(
            element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large);
        return isInteger ? large : null;
    }
}
