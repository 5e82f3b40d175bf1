namespace TokenModule.Api.Operations;

/// <summary>How a list is divided into pages.</summary>
internal enum PagingKind
{
    /// <summary>The response is not a list, or its form is unknown.</summary>
    None,

    /// <summary>One page, with the items in the member <c>value</c>.</summary>
    Value,

    /// <summary>The query parameters <c>page</c> and <c>size</c>.</summary>
    PageSize,

    /// <summary>The query parameters <c>pageNum</c> and <c>pageSize</c>.</summary>
    PageNumPageSize,

    /// <summary>The query parameters <c>limit</c> and <c>offset</c>.</summary>
    LimitOffset,

    /// <summary>The query parameters <c>token</c> and <c>max_items</c>.</summary>
    TokenMaxItems,

    /// <summary>The query parameters <c>$skip</c> and <c>$top</c> of OData.</summary>
    SkipTop,

    /// <summary>The query parameters <c>startIndex</c> and <c>count</c> of SCIM (RFC 7644 section 3.4.2.4).</summary>
    StartIndexCount,

    /// <summary>The query parameters <c>cursor</c> and <c>top</c>.</summary>
    CursorTop,

    /// <summary>The query parameters <c>cursor</c> and <c>size</c>.</summary>
    CursorSize,

    /// <summary>The query parameters <c>$page</c> and <c>$pageSize</c>.</summary>
    DollarPage,
}
