using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>One page of a long answer.</summary>
internal sealed class ApiPage : IDisposable
{
    private readonly JsonDocument document;

    public ApiPage(HttpAnswer answer, JsonDocument document)
    {
        Answer = answer;
        this.document = document;
        Items = PageItems.Of(document.RootElement);
    }

    public HttpAnswer Answer { get; }

    /// <summary>Good until the page is disposed.</summary>
    public IReadOnlyList<JsonElement> Items { get; }

    public JsonElement Root => document.RootElement;

    public void Dispose() => document.Dispose();
}
