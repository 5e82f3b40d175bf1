using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>Finds the items of a page.</summary>
internal static class PageItems
{
    private static readonly string[] ListNames = ["value", "items", "payload", "results", "resources", "Resources"];

    /// <returns>The items. If the response is not a list, the response itself is the only item.</returns>
    public static IReadOnlyList<JsonElement> ReadItems(JsonElement root)
    {
        JsonElement? list = root.ValueKind == JsonValueKind.Array ? root : FindList(root.FindMemberOrDefault("d") ?? root);
        return list is { } items ? [.. items.EnumerateArray()] : [root];
    }

    // The list has one of the usual names, or it is the only array or object in the page.
    private static JsonElement? FindList(JsonElement page)
    {
        if (page.ValueKind != JsonValueKind.Object)
            return page.ValueKind == JsonValueKind.Array ? page : null;

        foreach (string name in ListNames)
        {
            if (page.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.Array } list)
                return list;
        }

        JsonElement[] values =
        [
            .. page.EnumerateObject()
                .Select(member => member.Value)
                .Where(value => value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                .Take(2),
        ];
        return values.Length == 1 && values[0].ValueKind == JsonValueKind.Array ? values[0] : null;
    }
}
