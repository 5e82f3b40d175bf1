using System.Globalization;
using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>Cloud Management's pages: <c>morePages</c> beside the page's number, called <c>pageNum</c> by events and <c>page</c> by SaaS.</summary>
internal sealed class PageNumber : IPagingStyle
{
    private static readonly string[] Names = ["pageNum", "page"];

    public Uri? FindNextPage(Uri current, TransportResponse answer, JsonElement root, int items)
    {
        if (root.FindMemberOrDefault("morePages") is not { ValueKind: JsonValueKind.True })
            return null;

        foreach (string name in Names)
        {
            if (root.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int page))
                return QueryString.WithValue(current, name, (page + 1).ToString(CultureInfo.InvariantCulture));
        }

        return null;
    }
}
