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

        long first = Math.Max(start, 1);
        return items > 0 && total >= items && first <= total - items ? PageQuery.WithNumber(current, Name, first + items) : null;
    }

    private static long? ReadNumberOrDefault(JsonElement root, string name)
    {
        bool isNumber = root.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.Number };
        return isNumber && root.FindMemberOrDefault(name)!.Value.TryGetInt64(out long number) ? number : null;
    }
}
