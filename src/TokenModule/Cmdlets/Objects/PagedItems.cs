using TokenModule.Api;
using TokenModule.Api.Paging;
using TokenModule.Http;

namespace TokenModule.Cmdlets.Objects;

/// <summary>
/// The items of the pages of a list. The first item of a page is returned before the next page is requested. The next page arrives while
/// the other items are processed.
/// </summary>
/// <param name="objects">Converts the items.</param>
/// <param name="limit">The maximum number of items. Only the pages that are necessary are read.</param>
/// <param name="wait">Waits for a task on the pipeline thread.</param>
internal sealed class PagedItems(ResponseObjects objects, int limit, Func<Task<bool>, bool> wait)
{
    /// <param name="request">The request for the first page.</param>
    /// <param name="report">Receives each page and its number, from 1, before its items are returned.</param>
    /// <param name="cancellationToken">Ends the reading. It also ends when the caller stops the enumeration.</param>
    public IEnumerable<object?> ReadItems(
        BtpApiRequest request, Action<TransportResponse, int> report, CancellationToken cancellationToken)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            IAsyncEnumerator<ApiPage> pages = ModuleSession.Pages.ReadPagesAsync(request, enough.Token).GetAsyncEnumerator(enough.Token);
            int left = limit;
            Task<bool> next = pages.MoveNextAsync().AsTask();
            for (int number = 1; left > 0 && wait(next); number++)
            {
                using ApiPage page = pages.Current;
                report(page.Response, number);
                object?[] items = objects.ConvertPage(request, page);
                int returned = Math.Min(items.Length, left);
                left -= page.Items.Count;
                for (int i = 0; i < returned; i++)
                {
                    yield return items[i];
                    if (i == 0 && left > 0)
                        next = pages.MoveNextAsync().AsTask();
                }

                if (items.Length == 0)
                    next = pages.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            enough.Cancel();
        }
    }
}
