using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>
/// The pages of SCIM (RFC 7644 section 3.4.2.4): <c>startIndex</c> begins at 1, and <c>totalResults</c> is the number of all items. A
/// server can return fewer items than <c>count</c>, so the size of a page does not show whether it is the last page.
/// </summary>
internal sealed class StartIndex : IPagingStyle
{
    private const string Name = "startIndex";

    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        if (ReadNumberOrDefault(root, Name) is not { } start || ReadNumberOrDefault(root, "totalResults") is not { } total)
            return null;

        int next = Math.Max(start, 1) + items;
        return items > 0 && next <= total ? PageQuery.WithNumber(current, Name, next) : null;
    }

    private static int? ReadNumberOrDefault(JsonElement root, string name)
    {
        bool isNumber = root.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.Number };
        return isNumber && root.FindMemberOrDefault(name)!.Value.TryGetInt32(out int number) ? number : null;
    }
}
