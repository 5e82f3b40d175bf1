using System.Text.Json;
using System.Text.RegularExpressions;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>A link to the next page: the header <c>Link</c> (RFC 8288), or OData's <c>@odata.nextLink</c> and <c>__next</c>.</summary>
internal sealed class NextLink : IPageStyle
{
    // A value in quotes may hold what else would end it.
    private static readonly Regex Links = new("<(?<link>[^>]*)>(?<parameters>(\"[^\"]*\"|[^\",<])*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex IsNext = new(";\\s*rel\\s*=\\s*(\"([^\"]* )?next( [^\"]*)?\"|next\\s*(;|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public Uri? Next(Uri current, HttpAnswer answer, JsonElement root, int items)
    {
        string? link = OfHeader(answer.Header("Link")) ?? AnswerJson.Text(root, "@odata.nextLink") ?? AnswerJson.Text(AnswerJson.Member(root, "d") ?? root, "__next");
        return link is not null && Uri.TryCreate(current, link, out Uri? next) ? next : null;
    }

    private static string? OfHeader(string? links)
    {
        return Links.Matches(links ?? string.Empty).Cast<Match>().FirstOrDefault(link => IsNext.IsMatch(link.Groups["parameters"].Value))?.Groups["link"].Value;
    }
}
