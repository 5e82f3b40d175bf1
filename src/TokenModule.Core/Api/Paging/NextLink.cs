using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>
/// A link to the next page: the header <c>Link</c>, OData's <c>@odata.nextLink</c> and <c>__next</c>, or <c>pagination.next.href</c> of
/// Cloud Foundry.
/// </summary>
internal sealed class NextLink : IPagingStyle
{
    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        string? link = LinkHeader.FindTarget(response.GetHeaderOrDefault("Link") ?? string.Empty, "next")
            ?? root.FindTextOrDefault("@odata.nextLink")
            ?? (root.FindMemberOrDefault("d") ?? root).FindTextOrDefault("__next")
            ?? root.FindMemberOrDefault("pagination")?.FindMemberOrDefault("next")?.FindTextOrDefault("href");
        return link is not null && Uri.TryCreate(current, link, out Uri? next) ? next : null;
    }
}
