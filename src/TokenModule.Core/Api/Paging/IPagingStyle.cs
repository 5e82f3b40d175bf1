using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>One way in which services say that there is more.</summary>
internal interface IPagingStyle
{
    /// <param name="current">The address of the page.</param>
    /// <param name="answer">The page as it came.</param>
    /// <param name="root">The page as JSON.</param>
    /// <param name="items">How many items it holds.</param>
    /// <returns>Where the next page is; null where this style names none.</returns>
    Uri? FindNextPage(Uri current, TransportResponse answer, JsonElement root, int items);
}
