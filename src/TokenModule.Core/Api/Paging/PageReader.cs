using System.Runtime.CompilerServices;
using TokenModule.Api.Operations;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>Reads an answer that comes in pages, one after the other.</summary>
internal sealed class PageReader
{
    private static readonly IPageStyle[] Styles = [new NextLink(), new PageNumber(), new PageToken(), new LimitOffset()];

    private readonly BtpApiClient api;

    public PageReader(BtpApiClient api)
    {
        this.api = api;
    }

    /// <summary>A page is asked for when the one before it has been taken; each with a token that is good then.</summary>
    /// <exception cref="BtpApiException">The API refused a page, it is damaged, or it leads elsewhere.</exception>
    /// <exception cref="TransportException">A page did not come.</exception>
    public async IAsyncEnumerable<ApiPage> ReadAsync(BtpApiRequest first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BtpApiRequest? request = first with { Address = Bounded(first.Address) };
        HashSet<string> asked = new(StringComparer.Ordinal);
        byte[] before = [];
        while (request is not null)
        {
            HttpAnswer answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.Body.Length == 0)
                yield break;

            ApiPage page = new(answer, AnswerJson.Require(request, answer));
            if (page.Items.Count > 0 && answer.Body.AsSpan().SequenceEqual(before))
                throw Repeated(request);

            before = answer.Body;
            Uri? next = Next(request, page);
            asked.Add(request.Address.GetLeftPart(UriPartial.Query));
            yield return page;
            if (next is not null && asked.Contains(next.GetLeftPart(UriPartial.Query)))
                throw Repeated(request);

            request = next is null ? null : request.Follow(next);
        }
    }

    // The AI services give their lists in parts only where they are asked to.
    private static Uri Bounded(Uri address)
    {
        bool isInParts = OperationCatalog.Find(endpoint: null, "GET", address.AbsolutePath)?.Paging == "limit/offset" && QueryString.ValueOf(address, LimitOffset.Limit) is null;
        return isInParts ? QueryString.With(address, LimitOffset.Limit, "100") : address;
    }

    private static Uri? Next(BtpApiRequest request, ApiPage page)
    {
        return Styles.Select(style => style.Next(request.Address, page.Answer, page.Root, page.Items.Count)).FirstOrDefault(address => address is not null);
    }

    private static BtpApiException Repeated(BtpApiRequest request)
    {
        string message = $"{HttpCall.PlaceOf(request.Address)} gives the same page again, and reading stopped there. Read page by page with -Query.{HttpCall.Mention(request.CorrelationId)}";
        return new BtpApiException(Failure.ApiError, message) { CorrelationId = request.CorrelationId };
    }
}
