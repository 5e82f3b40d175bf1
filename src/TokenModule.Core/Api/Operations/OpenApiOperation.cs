namespace TokenModule.Api.Operations;

/// <summary>An operation of an OpenAPI document, and what can be told of it from its parameters and answers.</summary>
internal sealed class OpenApiOperation
{
    private static readonly string[][] Pages = [["page", "size"], ["pageNum", "pageSize"], ["limit", "offset"], ["token", "max_items"], ["$skip", "$top"]];

    private readonly OpenApiNode paths;
    private readonly OpenApiNode item;

    public OpenApiOperation(OpenApiNode paths, string path, OpenApiNode item, string method, OpenApiNode node)
    {
        this.paths = paths;
        this.item = item;
        Path = path;
        Method = method;
        Node = node;
        QueryNames = [.. Parameters(item).Concat(Parameters(node)).Where(p => p.Text("in") == "query").Select(p => p.Text("name")).Distinct()];
    }

    public string Path { get; }

    public string Method { get; }

    public OpenApiNode Node { get; }

    public string[] QueryNames { get; }

    private bool IsRead => Method == "get";

    /// <summary>By the names its query has, or by the member of its answer that holds the list.</summary>
    public string? Paging
    {
        get
        {
            if (!IsRead)
                return null;

            string[]? names = Pages.FirstOrDefault(page => page.All(QueryNames.Contains));
            return names is not null ? string.Join("/", names)
                : Answer("200")?.Member("properties")?.Member("value")?.Text("type") == "array" ? "value"
                : null;
        }
    }

    /// <summary>A thing with a state is waited for itself; other work that was only accepted has a job.</summary>
    public string? Waiting
    {
        get
        {
            bool isAccepted = Response("202") is not null;
            bool hasJob = Response("202")?.Member("headers")?.Member("Location") is not null;
            return IsRead ? null : !hasJob && (HasState(Answer("200")) || HasState(Answer("201")) || HasState(Answer("202")) || (isAccepted && HasState(Made))) ? "state" : isAccepted ? "Location" : null;
        }
    }

    // What a GET answers for what this operation made or changed.
    private OpenApiNode? Made
    {
        get
        {
            string path = Path;
            OpenApiNode? made = Method == "post" ? paths.Members.Where(p => IsChild(p.Name, path)).Select(p => (OpenApiNode?)p.Value).FirstOrDefault() : item;
            return Schema(made?.Member("get")?.Member("responses")?.Member("200"));
        }
    }

    private static bool IsChild(string path, string parent) => path.StartsWith(parent + "/{", StringComparison.Ordinal) && path.IndexOf('/', parent.Length + 1) < 0;

    private static bool HasState(OpenApiNode? schema) => schema?.Member("properties")?.Member("state") is not null;

    private static IEnumerable<OpenApiNode> Parameters(OpenApiNode node) => node.Member("parameters")?.Items ?? [];

    private OpenApiNode? Answer(string status) => Schema(Response(status));

    private OpenApiNode? Response(string status) => Node.Member("responses")?.Member(status);

    // In Swagger the schema is the response's own, in OpenAPI each media type has one.
    private static OpenApiNode? Schema(OpenApiNode? response)
    {
        return response?.Member("schema") ?? response?.Member("content")?.Members.Select(m => m.Value.Member("schema")).FirstOrDefault();
    }
}
