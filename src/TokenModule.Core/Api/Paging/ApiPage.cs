using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>One page of a list.</summary>
internal sealed class ApiPage(TransportResponse response, JsonDocument document) : IDisposable
{
    private readonly JsonDocument document = document;

    public TransportResponse Response { get; } = response;

    /// <summary>The items. They must not be used after the page was disposed.</summary>
    public IReadOnlyList<JsonElement> Items { get; } = PageItems.ReadItems(document.RootElement);

    public JsonElement Root => document.RootElement;

    public void Dispose() => document.Dispose();
}
