using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Paging;

/// <summary>
/// The pages of Subscription Manager and of version 2 of SaaS Provisioning: <c>nextCursor</c> is the <c>cursor</c> of the next page.
/// </summary>
internal sealed class NextCursor : IPagingStyle
{
    public Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items)
    {
        return root.FindTextOrDefault("nextCursor") is { Length: > 0 } cursor ? QueryString.WithValue(current, "cursor", cursor) : null;
    }
}
