using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;

namespace TokenModule.Cmdlets.Objects;

/// <summary>JSON as objects of the pipeline. Text stays text, dates too, so that nothing is lost on the way.</summary>
internal static class JsonObjects
{
    // What PowerShell takes for itself, and the name that is none.
    private static readonly string[] Reserved = ["", "psadapted", "psbase", "psextended", "psobject"];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <returns>The items of an array, or of an object whose one member is an array (<c>{"value":[…]}</c>); else the one value.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static IEnumerable<object?> Read(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(WithoutMark(json), Options);
        JsonElement items = Items(document.RootElement);
        return items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray().Select(Value)] : [Value(items)];
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] json) => json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsMemory(3) : json;

    private static JsonElement Items(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return root;

        using JsonElement.ObjectEnumerator members = root.EnumerateObject();
        bool wraps = members.MoveNext() && members.Current.Value.ValueKind == JsonValueKind.Array;
        return wraps && members.Current.Value is var list && !members.MoveNext() ? list : root;
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject Object(JsonElement element)
    {
        PSObject result = new();
        foreach (JsonProperty member in element.EnumerateObject())
        {
            // Names that differ only in case are one name to PowerShell; the later one is numbered.
            string name = Reserved.Contains(member.Name, StringComparer.OrdinalIgnoreCase) ? member.Name + "_" : member.Name;
            if (result.Properties[name] is not null)
                name = $"{name}_{result.Properties.Count()}";
            result.Properties.Add(new PSNoteProperty(name, Value(member.Value)));
        }

        return result;
    }

    private static object Number(JsonElement element)
    {
        return element.TryGetInt64(out long whole) ? whole
            : BigInteger.TryParse(element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large) ? large
            : element.GetDouble();
    }
}
