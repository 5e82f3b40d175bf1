using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>One page of a long answer.</summary>
internal sealed class ApiPage(TransportResponse answer, JsonDocument document) : IDisposable
{
    private readonly JsonDocument document = document;

    public TransportResponse Response { get; } = answer;

    /// <summary>Good until the page is disposed.</summary>
    public IReadOnlyList<JsonElement> Items { get; } = PageItems.ReadItems(document.RootElement);

    public JsonElement Root => document.RootElement;

    public void Dispose() => document.Dispose();
}
