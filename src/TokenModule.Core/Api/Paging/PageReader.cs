using System.Runtime.CompilerServices;
using TokenModule.Api.Operations;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>Reads an answer that comes in pages, one after the other.</summary>
internal sealed class PageReader(BtpApiClient api)
{
    private static readonly IPagingStyle[] Styles = [new NextLink(), new PageNumber(), new PageToken(), new LimitOffset()];

    /// <summary>A page is asked for when the one before it has been taken; each with a token that is good then.</summary>
    /// <exception cref="BtpApiException">The API refused a page, it is damaged, or it leads elsewhere.</exception>
    /// <exception cref="TransportException">A page did not come.</exception>
    public async IAsyncEnumerable<ApiPage> ReadPagesAsync(BtpApiRequest first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BtpApiRequest? request = first with { Address = AddPageLimit(first.Address) };
        HashSet<string> asked = new(StringComparer.Ordinal);
        byte[] before = [];
        while (request is not null)
        {
            TransportResponse answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.Body.Length == 0)
                yield break;

            ApiPage page = new(answer, ResponseJson.RequireJson(request, answer));
            if (page.Items.Count > 0 && answer.Body.AsSpan().SequenceEqual(before))
                throw CreateRepeatedPageException(request);

            before = answer.Body;
            Uri? next = FindNextPage(request, page);
            asked.Add(request.Address.GetLeftPart(UriPartial.Query));
            yield return page;
            if (next is not null && asked.Contains(next.GetLeftPart(UriPartial.Query)))
                throw CreateRepeatedPageException(request);

            request = next is null ? null : request.CreateFollowUp(next);
        }
    }

    // The AI services give their lists in parts only where they are asked to.
    private static Uri AddPageLimit(Uri address)
    {
        bool isInParts = OperationCatalog.Find(endpoint: null, "GET", address.AbsolutePath)?.Paging == "limit/offset" && QueryString.GetValueOrDefault(address, LimitOffset.Limit) is null;
        return isInParts ? QueryString.WithValue(address, LimitOffset.Limit, "100") : address;
    }

    private static Uri? FindNextPage(BtpApiRequest request, ApiPage page)
    {
        return Styles.Select(style => style.FindNextPage(request.Address, page.Response, page.Root, page.Items.Count)).FirstOrDefault(address => address is not null);
    }

    private static BtpApiException CreateRepeatedPageException(BtpApiRequest request)
    {
        return new BtpApiException(
            Failure.ApiError,
            $"{TransportRequest.FormatAddress(request.Address)} returned the same page again. No further pages were read.",
            "Read the pages one by one with -Query.",
            new FailedCall(request.CorrelationId));
    }
}
