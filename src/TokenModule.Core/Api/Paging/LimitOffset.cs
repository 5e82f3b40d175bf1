using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>The pages of the AI services: <c>limit</c> items starting at <c>offset</c>. A page with fewer items is the last page.</summary>
internal sealed class LimitOffset : IPagingStyle
{
    public const string Limit = "limit";
    public const string Offset = "offset";

    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        bool isFull = PageQuery.ReadNumberOrDefault(current, Limit) is { } limit and > 0 && items >= limit;
        return isFull && PageQuery.AddOrDefault(current, Offset, items) is { } next ? PageQuery.WithNumber(current, Offset, next) : null;
    }
}
