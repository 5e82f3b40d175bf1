using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>Service Manager's pages: a <c>token</c> beside the <c>items</c>, to be sent for the next ones.</summary>
internal sealed class PageToken : IPageStyle
{
    public Uri? Next(Uri current, HttpAnswer answer, JsonElement root, int items)
    {
        return items > 0 && AnswerJson.Member(root, "items") is not null && AnswerJson.Text(root, "token") is { Length: > 0 } token ? QueryString.With(current, "token", token) : null;
    }
}
