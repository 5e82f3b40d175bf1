namespace TokenModule.Api.Operations;

/// <summary>The names of the kinds of paging in the catalog and in the output of cmdlets.</summary>
internal static class PagingKindNames
{
    /// <returns>The name, or null for <see cref="PagingKind.None"/>.</returns>
    public static string? FormatOrDefault(PagingKind kind) => kind switch
    {
        PagingKind.Value => "value",
        PagingKind.PageSize => "page/size",
        PagingKind.PageNumPageSize => "pageNum/pageSize",
        PagingKind.LimitOffset => "limit/offset",
        PagingKind.TokenMaxItems => "token/max_items",
        PagingKind.SkipTop => "$skip/$top",
        PagingKind.StartIndexCount => "startIndex/count",
        PagingKind.CursorTop => "cursor/top",
        PagingKind.CursorSize => "cursor/size",
        PagingKind.DollarPage => "$page/$pageSize",
        _ => null,
    };

    /// <param name="name">A name, or an empty text for <see cref="PagingKind.None"/>.</param>
    /// <exception cref="FormatException">The catalog contains an unknown name.</exception>
    public static PagingKind Parse(string name) => name switch
    {
        "" => PagingKind.None,
        "value" => PagingKind.Value,
        "page/size" => PagingKind.PageSize,
        "pageNum/pageSize" => PagingKind.PageNumPageSize,
        "limit/offset" => PagingKind.LimitOffset,
        "token/max_items" => PagingKind.TokenMaxItems,
        "$skip/$top" => PagingKind.SkipTop,
        "startIndex/count" => PagingKind.StartIndexCount,
        "cursor/top" => PagingKind.CursorTop,
        "cursor/size" => PagingKind.CursorSize,
        "$page/$pageSize" => PagingKind.DollarPage,
        _ => throw new FormatException($"The kind of paging '{name}' is unknown."),
    };
}
