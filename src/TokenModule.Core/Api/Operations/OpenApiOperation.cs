namespace TokenModule.Api.Operations;

/// <summary>An operation of an OpenAPI document, and what can be told of it from its parameters and answers.</summary>
internal sealed class OpenApiOperation(OpenApiNode paths, string path, OpenApiNode item, string method, OpenApiNode node)
{
    private static readonly string[][] PagingParameters = [["page", "size"], ["pageNum", "pageSize"], ["limit", "offset"], ["token", "max_items"], ["$skip", "$top"]];
    private readonly OpenApiNode item = item;

    public string Path { get; } = path;

    public string Method { get; } = method;

    public OpenApiNode Node { get; } = node;

    public string[] QueryNames { get; } =
    [
        .. ReadParameters(item).Concat(ReadParameters(node)).Where(p => p.GetText("in") == "query").Select(p => p.GetText("name")).Distinct(),
    ];

    private bool IsRead => Method == "get";

    /// <summary>By the names its query has, or by the member of its answer that holds the list.</summary>
    public string? Paging
    {
        get
        {
            if (!IsRead)
                return null;

            string[]? names = PagingParameters.FirstOrDefault(page => page.All(QueryNames.Contains));
            return names is not null ? string.Join("/", names)
                : GetResponseSchema("200")?.GetMemberOrDefault("properties")?.GetMemberOrDefault("value")?.GetText("type") == "array" ? "value"
                : null;
        }
    }

    /// <summary>A thing with a state is waited for itself; other work that was only accepted has a job.</summary>
    public string? Waiting
    {
        get
        {
            bool isAccepted = GetResponse("202") is not null;
            bool hasJob = GetResponse("202")?.GetMemberOrDefault("headers")?.GetMemberOrDefault("Location") is not null;
            return IsRead ? null : !hasJob && (HasState(GetResponseSchema("200")) || HasState(GetResponseSchema("201")) || HasState(GetResponseSchema("202")) || (isAccepted && HasState(ResultSchema))) ? "state" : isAccepted ? "Location" : null;
        }
    }

    // What a GET answers for what this operation made or changed.
    private OpenApiNode? ResultSchema
    {
        get
        {
            string path = Path;
            OpenApiNode? made = Method == "post" ? paths.Members.Where(p => IsChild(p.Name, path)).Select(p => (OpenApiNode?)p.Value).FirstOrDefault() : item;
            return GetSchema(made?.GetMemberOrDefault("get")?.GetMemberOrDefault("responses")?.GetMemberOrDefault("200"));
        }
    }

    private static bool IsChild(string path, string parent) => path.StartsWith(parent + "/{", StringComparison.Ordinal) && path.IndexOf('/', parent.Length + 1) < 0;

    private static bool HasState(OpenApiNode? schema) => schema?.GetMemberOrDefault("properties")?.GetMemberOrDefault("state") is not null;

    private static IEnumerable<OpenApiNode> ReadParameters(OpenApiNode node) => node.GetMemberOrDefault("parameters")?.Items ?? [];

    private OpenApiNode? GetResponseSchema(string status) => GetSchema(GetResponse(status));

    private OpenApiNode? GetResponse(string status) => Node.GetMemberOrDefault("responses")?.GetMemberOrDefault(status);

    // In Swagger the schema is the response's own, in OpenAPI each media type has one.
    private static OpenApiNode? GetSchema(OpenApiNode? response)
    {
        return response?.GetMemberOrDefault("schema") ?? response?.GetMemberOrDefault("content")?.Members.Select(m => m.Value.GetMemberOrDefault("schema")).FirstOrDefault();
    }
}
