using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>
/// The pages of AI Core: <c>resources</c> and their <c>count</c>, with <c>$skip</c> and <c>$top</c>. In OData, <c>$top</c> is the number of
/// items on all pages, so a response without <c>resources</c> and <c>count</c> has no next page here.
/// </summary>
internal sealed class SkipTop : IPagingStyle
{
    private const string Skip = "$skip";
    private const string Top = "$top";

    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        bool isList = root.FindMemberOrDefault("resources") is { ValueKind: JsonValueKind.Array }
            && root.FindMemberOrDefault("count") is { ValueKind: JsonValueKind.Number };
        if (!isList || items == 0 || PageQuery.AddOrDefault(current, Skip, items) is not { } next)
            return null;

        // The count is the number of items on the page or of all items, depending on the list.
        bool hasMore = root.FindMemberOrDefault("count")!.Value.TryGetInt64(out long count) && count > next;
        bool isFull = PageQuery.ReadNumberOrDefault(current, Top) is { } top && items >= top;
        return hasMore || isFull ? PageQuery.WithNumber(current, Skip, next) : null;
    }
}
