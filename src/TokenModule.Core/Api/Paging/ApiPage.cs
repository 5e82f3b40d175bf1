using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>One page of a long answer.</summary>
internal sealed class ApiPage : IDisposable
{
    private readonly JsonDocument document;

    public ApiPage(TransportResponse answer, JsonDocument document)
    {
        Response = answer;
        this.document = document;
        Items = PageItems.ReadItems(document.RootElement);
    }

    public TransportResponse Response { get; }

    /// <summary>Good until the page is disposed.</summary>
    public IReadOnlyList<JsonElement> Items { get; }

    public JsonElement Root => document.RootElement;

    public void Dispose() => document.Dispose();
}
