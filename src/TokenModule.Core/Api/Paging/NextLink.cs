using System.Text.Json;
using System.Text.RegularExpressions;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>A link to the next page: the header <c>Link</c> (RFC 8288), or OData's <c>@odata.nextLink</c> and <c>__next</c>.</summary>
internal sealed class NextLink : IPageStyle
{
    // Parameters that are not rel may stand before it, and it may name several relations.
    private static readonly Regex Header = new("<(?<link>[^<>]*)>(\\s*;\\s*(?!rel\\b)[^\\s=;,]+(\\s*=\\s*(\"[^\"]*\"|[^\\s\";,]*))?)*\\s*;\\s*rel\\s*=\\s*(\"([^\"]*\\s)?next(\\s[^\"]*)?\"|next\\s*([,;]|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public Uri? Next(Uri current, HttpAnswer answer, JsonElement root, int items)
    {
        string? link = OfHeader(answer.Header("Link")) ?? AnswerJson.Text(root, "@odata.nextLink") ?? AnswerJson.Text(AnswerJson.Member(root, "d") ?? root, "__next");
        return link is not null && Uri.TryCreate(current, link, out Uri? next) ? next : null;
    }

    private static string? OfHeader(string? links)
    {
        Match match = Header.Match(links ?? string.Empty);
        return match.Success ? match.Groups["link"].Value : null;
    }
}
