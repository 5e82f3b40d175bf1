using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>Where the items of a page stand.</summary>
internal static class PageItems
{
    private static readonly string[] ListNames = ["value", "items", "payload", "results"];

    /// <returns>The items; the answer itself, as the only one, where it is no list.</returns>
    public static IReadOnlyList<JsonElement> ReadItems(JsonElement root)
    {
        JsonElement? list = root.ValueKind == JsonValueKind.Array ? root : FindList(root.FindMemberOrDefault("d") ?? root);
        return list is { } items ? [.. items.EnumerateArray()] : [root];
    }

    // Under a name that says so, or as the only list there is.
    private static JsonElement? FindList(JsonElement page)
    {
        if (page.ValueKind != JsonValueKind.Object)
            return page.ValueKind == JsonValueKind.Array ? page : null;

        foreach (string name in ListNames)
        {
            if (page.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.Array } list)
                return list;
        }

        JsonElement[] parts = [.. page.EnumerateObject().Select(member => member.Value).Where(value => value.ValueKind is JsonValueKind.Array or JsonValueKind.Object).Take(2)];
        return parts.Length == 1 && parts[0].ValueKind == JsonValueKind.Array ? parts[0] : null;
    }
}
