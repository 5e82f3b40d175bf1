using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>
/// The pages of the Destination service, which a request with <c>$page</c> selects. The links of its header <c>Link</c> are relative to an
/// address that is not in the response, so only their relation is read.
/// </summary>
internal sealed class DollarPage : IPagingStyle
{
    private const string Page = "$page";

    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        bool isPage = root.ValueKind == JsonValueKind.Array && PageQuery.ReadNumberOrDefault(current, Page) is not null;
        // SAP describes the header with single quotes, which RFC 8288 does not allow.
        string links = response.GetHeaderOrDefault("Link")?.Replace('\'', '"') ?? string.Empty;
        return isPage && LinkHeader.FindTarget(links, "next") is not null && PageQuery.AddOrDefault(current, Page, 1) is { } next
            ? PageQuery.WithNumber(current, Page, next)
            : null;
    }
}
