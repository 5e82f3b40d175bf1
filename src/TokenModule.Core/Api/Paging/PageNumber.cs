using System.Globalization;
using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>Cloud Management's pages: <c>morePages</c> beside the page's number, called <c>pageNum</c> by events and <c>page</c> by SaaS.</summary>
internal sealed class PageNumber : IPageStyle
{
    private static readonly string[] Names = ["pageNum", "page"];

    public Uri? Next(Uri current, HttpAnswer answer, JsonElement root, int items)
    {
        if (AnswerJson.Member(root, "morePages") is not { ValueKind: JsonValueKind.True })
            return null;

        foreach (string name in Names)
        {
            if (AnswerJson.Member(root, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int page))
                return QueryString.With(current, name, (page + 1).ToString(CultureInfo.InvariantCulture));
        }

        return null;
    }
}
