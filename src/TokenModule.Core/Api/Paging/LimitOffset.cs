using System.Globalization;
using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>The AI services' pages: so many items from so far on, and a page that is not full is the last.</summary>
internal sealed class LimitOffset : IPagingStyle
{
    public const string Limit = "limit";
    public const string Offset = "offset";

    public Uri? FindNextPage(Uri current, TransportResponse answer, JsonElement root, int items)
    {
        bool isFull = ReadNumberOrDefault(current, Limit) is { } limit and > 0 && items >= limit;
        return isFull ? QueryString.WithValue(current, Offset, ((ReadNumberOrDefault(current, Offset) ?? 0) + items).ToString(CultureInfo.InvariantCulture)) : null;
    }

    private static int? ReadNumberOrDefault(Uri address, string name)
    {
        return int.TryParse(QueryString.GetValueOrDefault(address, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
