using BtpEmulator.Http;

namespace BtpEmulator.Paging;

/// <summary>A page of numbered items. The settings determine the total number.</summary>
/// <param name="Items">The numbers of the items on the page.</param>
/// <param name="Next">The offset of the next page; null on the last page.</param>
internal sealed record LinkedPage(IReadOnlyList<object> Items, int? Next)
{
    /// <summary>Reads the page that the query requests. Returns null when a value is not a number.</summary>
    public static LinkedPage? Read(HttpRequest request, EmulatorSettings settings, string skip, string top)
    {
        if (request.GetNumber(skip, 0, 0) is not { } first || request.GetNumber(top, settings.LinkedPageSize, 1) is not { } size)
            return null;
        int last = (int)Math.Min((long)first + size, settings.LinkedItemCount);
        var items = Enumerable.Range(first, Math.Max(0, last - first))
            .Select(number => new { id = $"item-{number + 1}", number = number + 1 });
        return new LinkedPage([.. items], last < settings.LinkedItemCount ? last : null);
    }
}
