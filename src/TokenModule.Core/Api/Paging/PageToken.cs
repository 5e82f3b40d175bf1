using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>Service Manager's pages: a <c>token</c> beside the <c>items</c>, to be sent for the next ones.</summary>
internal sealed class PageToken : IPagingStyle
{
    public Uri? FindNextPage(Uri current, TransportResponse answer, JsonElement root, int items)
    {
        return items > 0 && ResponseJson.GetMemberOrDefault(root, "items") is not null && ResponseJson.GetTextOrDefault(root, "token") is { Length: > 0 } token ? QueryString.WithValue(current, "token", token) : null;
    }
}
