namespace BtpEmulator;

/// <summary>A page of numbered items out of those the settings say there are.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">Where the next one starts; null on the last.</param>
internal sealed record LinkedPage(IReadOnlyList<object> Items, int? Next)
{
    /// <summary>Null when the query makes no sense.</summary>
    public static LinkedPage? Read(HttpRequest request, EmulatorSettings settings, string skip, string top)
    {
        if (request.GetNumber(skip, 0, 0) is not { } first || request.GetNumber(top, settings.LinkedPageSize, 1) is not { } size) return null;
        var last = (int)Math.Min((long)first + size, settings.LinkedItemCount);
        var items = Enumerable.Range(first, Math.Max(0, last - first)).Select(number => new { id = $"item-{number + 1}", number = number + 1 });
        return new LinkedPage([.. items], last < settings.LinkedItemCount ? last : null);
    }
}
