namespace TokenModule.Api.Operations;

/// <summary>The operations known without asking anybody: those of SAP's OpenAPI documents, and some of services that publish none. Read on first use.</summary>
internal static class OperationCatalog
{
    private static readonly string[] Resources = ["operations.tsv", "operations.undocumented.tsv"];
    private static readonly Lazy<IReadOnlyList<BtpOperation>> Loaded = new(() => [.. Resources.SelectMany(ReadResource)]);

    public static IReadOnlyList<BtpOperation> All => Loaded.Value;

    public static bool IsLoaded => Loaded.IsValueCreated;

    /// <param name="endpoint">A short or full name; null stands for all.</param>
    /// <param name="path">With real ids; a query does not count.</param>
    /// <returns>The operation whose template fits best, or null where none does.</returns>
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
