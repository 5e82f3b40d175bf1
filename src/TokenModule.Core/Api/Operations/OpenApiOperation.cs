namespace TokenModule.Api.Operations;

/// <summary>An operation in an OpenAPI document. Its parameters and responses show the paging and how to wait for the result.</summary>
internal sealed class OpenApiOperation(OpenApiNode paths, string path, OpenApiNode item, string method, OpenApiNode node)
{
    private static readonly PagingKind[] QueryPagingKinds =
    [
        PagingKind.PageSize, PagingKind.PageNumPageSize, PagingKind.LimitOffset, PagingKind.TokenMaxItems, PagingKind.SkipTop,
        PagingKind.StartIndexCount, PagingKind.CursorTop, PagingKind.CursorSize, PagingKind.DollarPage,
    ];

    private readonly OpenApiNode item = item;

    public string Path { get; } = path;

    public string Method { get; } = method;

    public OpenApiNode Node { get; } = node;

    public string[] QueryNames { get; } =
    [
        .. ReadParameters(item).Concat(ReadParameters(node))
            .Where(p => p.GetText("in") == "query")
            .Select(p => p.GetText("name"))
            .Distinct(),
    ];

    private bool IsRead => Method == "get";

    /// <summary>The paging, from the names of the query parameters or from an array <c>value</c> in the response.</summary>
    public PagingKind PagingKind
    {
        get
        {
            if (!IsRead)
                return PagingKind.None;

            PagingKind kind = QueryPagingKinds.FirstOrDefault(
                paging => PagingKindNames.FormatOrDefault(paging)!.Split('/').All(QueryNames.Contains));
            if (kind != PagingKind.None)
                return kind;

            OpenApiNode? value = GetResponseSchema("200")?.GetMemberOrDefault("properties")?.GetMemberOrDefault("value");
            return value?.GetText("type") == "array" ? PagingKind.Value : PagingKind.None;
        }
    }

    /// <summary>A resource with a state is polled. Any other operation that is only accepted (202) has a job.</summary>
    public WaitingKind WaitingKind
    {
        get
        {
            if (IsRead)
                return WaitingKind.None;

            bool isAccepted = GetResponse("202") is not null;
            bool hasJob = GetResponse("202")?.GetMemberOrDefault("headers")?.GetMemberOrDefault("Location") is not null;
            bool hasState = HasState(GetResponseSchema("200"))
                || HasState(GetResponseSchema("201"))
                || HasState(GetResponseSchema("202"))
                || (isAccepted && HasState(ResultSchema));
            return hasState && !hasJob ? WaitingKind.State
                : isAccepted ? WaitingKind.Location
                : WaitingKind.None;
        }
    }

    /// <summary>The schema of the response of a successful call.</summary>
    public OpenApiNode? SuccessSchema => GetResponseSchema("200") ?? GetResponseSchema("201") ?? GetResponseSchema("202");

    /// <summary>The schema of the body of the request.</summary>
    public OpenApiNode? BodySchema => GetSchema(Node.GetMemberOrDefault("requestBody"))
        ?? ReadParameters(Node).Where(p => p.GetText("in") == "body").Select(p => p.GetMemberOrDefault("schema")).FirstOrDefault();

    // The schema of the resource that this operation creates or changes, from the response of GET.
    private OpenApiNode? ResultSchema
    {
        get
        {
            string path = Path;
            OpenApiNode? result = Method == "post"
                ? paths.Members.Where(p => IsChild(p.Name, path)).Select(p => (OpenApiNode?)p.Value).FirstOrDefault()
                : item;
            return GetSchema(result?.GetMemberOrDefault("get")?.GetMemberOrDefault("responses")?.GetMemberOrDefault("200"));
        }
    }

    private static bool IsChild(string path, string parent)
    {
        return path.StartsWith(parent + "/{", StringComparison.Ordinal) && path.IndexOf('/', parent.Length + 1) < 0;
    }

    private static bool HasState(OpenApiNode? schema) => schema?.GetMemberOrDefault("properties")?.GetMemberOrDefault("state") is not null;

    private static IEnumerable<OpenApiNode> ReadParameters(OpenApiNode node) => node.GetMemberOrDefault("parameters")?.Items ?? [];

    private OpenApiNode? GetResponseSchema(string status) => GetSchema(GetResponse(status));

    private OpenApiNode? GetResponse(string status) => Node.GetMemberOrDefault("responses")?.GetMemberOrDefault(status);

    // In Swagger the response has the schema. In OpenAPI each media type of the response has one.
    private static OpenApiNode? GetSchema(OpenApiNode? response)
    {
        return response?.GetMemberOrDefault("schema")
            ?? response?.GetMemberOrDefault("content")?.Members.Select(m => m.Value.GetMemberOrDefault("schema")).FirstOrDefault();
    }
}
