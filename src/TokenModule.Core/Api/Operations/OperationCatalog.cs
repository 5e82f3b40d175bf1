namespace TokenModule.Api.Operations;

/// <summary>
/// The operations that are included in the module: from SAP's OpenAPI documents, and some operations of services without such a document.
/// They are read on first use.
/// </summary>
internal static class OperationCatalog
{
    private static readonly string[] Resources = ["operations.tsv", "operations.undocumented.tsv"];
    private static readonly Lazy<IReadOnlyList<BtpOperation>> Loaded = new(() => [.. Resources.SelectMany(ReadResource)]);

    public static IReadOnlyList<BtpOperation> All => Loaded.Value;

    public static bool IsLoaded => Loaded.IsValueCreated;

    /// <param name="endpoint">The short or full name of the endpoint. Null searches all endpoints.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path with real ids. A query is ignored.</param>
    /// <returns>The operation with the most specific matching template, or null when no template matches.</returns>
    public static BtpOperation? Find(string? endpoint, string method, string path)
    {
        string? name = endpoint is null ? null : EndpointName.Shorten(endpoint);
        string[] segments = PathTemplate.SplitPath(path);
        return All.Where(o => (name is null || IsSame(o.Endpoint, name)) && IsSame(o.Method, method))
            .Select(o => (Operation: o, Literals: o.Template.Match(segments)))
            .Where(found => found.Literals is not null)
            .OrderByDescending(found => found.Literals)
            .Select(found => found.Operation).FirstOrDefault();
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<BtpOperation> ReadResource(string resource)
    {
        using StreamReader lines = new(typeof(OperationCatalog).Assembly.GetManifestResourceStream(resource)!);
        while (lines.ReadLine() is { } line)
        {
            yield return OperationLine.ParseLine(line);
        }
    }
}
