using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>The pages of Service Manager: a <c>token</c> next to the <c>items</c>, which the request for the next page contains.</summary>
internal sealed class PageToken : IPagingStyle
{
    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        bool hasItems = items > 0 && root.FindMemberOrDefault("items") is not null;
        return hasItems && root.FindTextOrDefault("token") is { Length: > 0 } token
            ? QueryString.WithValue(current, "token", token)
            : null;
    }
}
