using System.Globalization;
using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>
/// The pages of Cloud Management: <c>morePages</c> and the number of the page, which is <c>pageNum</c> in the events service and
/// <c>page</c> in SaaS Provisioning.
/// </summary>
internal sealed class PageNumber : IPagingStyle
{
    private static readonly string[] Names = ["pageNum", "page"];

    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        if (root.FindMemberOrDefault("morePages") is not { ValueKind: JsonValueKind.True })
            return null;

        foreach (string name in Names)
        {
            bool isNumber = root.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.Number };
            if (isNumber && root.GetProperty(name).TryGetInt64(out long page) && page < long.MaxValue)
                return QueryString.WithValue(current, name, (page + 1).ToString(CultureInfo.InvariantCulture));
        }

        return null;
    }
}
