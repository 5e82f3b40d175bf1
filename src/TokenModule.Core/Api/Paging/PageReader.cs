using System.Runtime.CompilerServices;
using TokenModule.Api.Operations;
using TokenModule.Http;

namespace TokenModule.Api.Paging;

/// <summary>Reads the pages of a list one after the other.</summary>
internal sealed class PageReader(BtpApiClient api)
{
    // Equal pages in a row can be real data. A service that ignores the page in the address returns the same page without end.
    private const int MaximumEqualPages = 5;

    // A filter can leave pages empty. A service that always returns a new cursor would never end.
    private const int MaximumEmptyPages = 1000;

    // The first style that finds a next page is used. DollarPage precedes the links that it replaces.
    private static readonly IPagingStyle[] Styles =
    [
        new DollarPage(), new NextLink(), new PageNumber(), new PageToken(), new NextCursor(), new StartIndex(), new SkipTop(),
        new LimitOffset(),
    ];

    /// <summary>Requests each page only when the caller needs it, with a token that is valid at that time.</summary>
    /// <exception cref="BtpApiException">
    /// The API rejected a request, a page is damaged or repeated, or the next page is at a host that does not belong to the key.
    /// </exception>
    /// <exception cref="TransportException">A page could not be read.</exception>
    public async IAsyncEnumerable<ApiPage> ReadPagesAsync(BtpApiRequest first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BtpApiRequest? request = first with { Address = AddPageLimit(first.Address) };
        HashSet<string> requested = new(StringComparer.Ordinal);
        byte[] previousBody = [];
        int equalPages = 1;
        int emptyPages = 0;
        while (request is not null)
        {
            TransportResponse response = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.Body.Length == 0)
                yield break;

            ApiPage page = new(response, ResponseJson.RequireJson(request, response));
            equalPages = page.Items.Count > 0 && response.Body.AsSpan().SequenceEqual(previousBody) ? equalPages + 1 : 1;
            if (equalPages > MaximumEqualPages)
                throw CreateRepeatedPageException(request);

            emptyPages = page.Items.Count > 0 ? 0 : emptyPages + 1;
            if (emptyPages > MaximumEmptyPages)
                throw CreateEmptyPagesException(request);

            previousBody = response.Body;
            Uri? next = FindNextPage(request, page);
            requested.Add(request.Address.GetLeftPart(UriPartial.Query));
            yield return page;
            if (next is not null && requested.Contains(next.GetLeftPart(UriPartial.Query)))
                throw CreateRepeatedPageException(request);

            request = next is null ? null : request.CreateFollowUp(next);
        }
    }

    // The AI services return a list in pages only if the request contains a limit.
    private static Uri AddPageLimit(Uri address)
    {
        BtpOperation? operation = OperationCatalog.Find(endpoint: null, "GET", address.AbsolutePath);
        bool needsLimit = operation?.PagingKind == PagingKind.LimitOffset
            && QueryString.GetValueOrDefault(address, LimitOffset.Limit) is null;
        return needsLimit ? QueryString.WithValue(address, LimitOffset.Limit, "100") : address;
    }

    private static Uri? FindNextPage(BtpApiRequest request, ApiPage page)
    {
        return Styles
            .Select(style => style.FindNextPage(request.Address, page.Response, page.Root, page.Items.Count))
            .FirstOrDefault(address => address is not null);
    }

    private static BtpApiException CreateEmptyPagesException(BtpApiRequest request)
    {
        return new BtpApiException(
            Failure.ApiError,
            $"{TransportRequest.FormatAddress(request.Address)} returned {MaximumEmptyPages} empty pages in a row. "
                + "No further pages were read.",
            "Read the pages one by one with -Query.",
            new FailedCall(request.CorrelationId));
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
