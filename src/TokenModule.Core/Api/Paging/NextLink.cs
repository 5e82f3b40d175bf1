using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>A link to the next page: the header <c>Link</c>, or OData's <c>@odata.nextLink</c> and <c>__next</c>.</summary>
internal sealed class NextLink : IPageStyle
{
    public Uri? Next(Uri current, HttpAnswer answer, JsonElement root, int items)
    {
        string? link = LinkHeader.Find(answer.Header("Link") ?? string.Empty, "next") ?? AnswerJson.Text(root, "@odata.nextLink") ?? AnswerJson.Text(AnswerJson.Member(root, "d") ?? root, "__next");
        return link is not null && Uri.TryCreate(current, link, out Uri? next) ? next : null;
    }
}
