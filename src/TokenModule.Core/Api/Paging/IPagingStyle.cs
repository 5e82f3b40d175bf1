using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>Recognizes one form in which services report that a list has another page.</summary>
internal interface IPagingStyle
{
    /// <param name="current">The address of the page.</param>
    /// <param name="response">The response with the page.</param>
    /// <param name="root">The page as JSON.</param>
    /// <param name="items">The number of items on the page.</param>
    /// <returns>The address of the next page, or null when the response does not have this form or the page is the last one.</returns>
    Uri? FindNextPage(Uri current, TransportResponse response, JsonElement root, int items);
}
