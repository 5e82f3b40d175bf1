using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>Service Manager's pages: a <c>token</c> beside the <c>items</c>, to be sent for the next ones.</summary>
internal sealed class PageToken : IPagingStyle
{
    public Uri? FindNextPage(Uri current, TransportResponse answer, JsonElement root, int items)
    {
        return items > 0 && root.FindMemberOrDefault("items") is not null && root.FindTextOrDefault("token") is { Length: > 0 } token ? QueryString.WithValue(current, "token", token) : null;
    }
}
