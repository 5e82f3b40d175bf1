namespace TokenModule.Api.Operations;

/// <summary>
/// The operations that are included in the module: from SAP's OpenAPI documents, from services without such a document, and from public
/// descriptions of further services. They are read on first use.
/// </summary>
internal static class OperationCatalog
{
    private static readonly Lazy<BtpOperation[]> Main =
        new(() => [.. ReadResource("operations.tsv"), .. ReadResource("operations.undocumented.tsv")]);

    // The length of 'get', the shortest verb with which an id starts.
    private const int VerbLength = 3;

    // Calls of the services in the main part do not wait until this part is read.
    private static readonly Lazy<IReadOnlyList<BtpOperation>> Complete =
        new(() => [.. Main.Value, .. ReadResource("operations.services.tsv")]);

    public static IReadOnlyList<BtpOperation> All => Complete.Value;

    public static bool IsLoaded => Main.IsValueCreated;

    /// <param name="endpoint">The short or full name of the endpoint. Null searches all endpoints.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path with real ids. A query is ignored.</param>
    /// <returns>The operation with the most specific matching template, or null when no template matches.</returns>
    public static BtpOperation? Find(string? endpoint, string method, string path)
    {
        // The parts have no paths in common.
        return Find(Main.Value, endpoint, method, path) ?? Find(All, endpoint, method, path);
    }

    /// <inheritdoc cref="Find(string?, string, string)"/>
    /// <param name="operations">The operations to search.</param>
    public static BtpOperation? Find(IEnumerable<BtpOperation> operations, string? endpoint, string method, string path)
    {
        string? name = endpoint is null ? null : EndpointName.Shorten(endpoint);
        string[] segments = PathTemplate.SplitPath(path);
        BtpOperation? best = null;
        int mostLiterals = -1;
        foreach (BtpOperation operation in operations.Where(o => (name is null || IsSame(o.Endpoint, name)) && IsSame(o.Method, method)))
        {
            if (operation.Template.Match(segments) is { } literals && literals > mostLiterals)
            {
                mostLiterals = literals;
                best = operation;
            }
        }

        return best;
    }

    /// <summary>Finds an operation by a path that can be relative to the address of a service, such as <c>document/jobs</c>.</summary>
    /// <inheritdoc cref="Find(string?, string, string)"/>
    public static BtpOperation? FindRelative(string? endpoint, string method, string path)
    {
        if (Find(endpoint, method, path) is { } complete)
            return complete;

        string? name = endpoint is null ? null : EndpointName.Shorten(endpoint);
        string[] segments = PathTemplate.SplitPath(path);
        IGrouping<int?, BtpOperation>? best = All.Where(o => (name is null || IsSame(o.Endpoint, name)) && IsSame(o.Method, method))
            .GroupBy(o => o.Template.MatchEnd(segments))
            .Where(found => found.Key > 0)
            .OrderByDescending(found => found.Key)
            .FirstOrDefault();
        // Several services can have the same relative path.
        return best?.Count() == 1 ? best.First() : null;
    }

    /// <summary>Finds an operation by its id.</summary>
    /// <param name="id">The operation id, in any case.</param>
    /// <param name="key">The key whose endpoints are preferred. Several APIs can have an operation with the same id.</param>
    /// <param name="endpoint">The endpoint of the operation, or null.</param>
    /// <exception cref="BtpApiException">There is no such operation.</exception>
    public static BtpOperation FindById(string id, ServiceKey? key, string? endpoint)
    {
        string? name = endpoint is null ? null : EndpointName.Shorten(endpoint);
        bool HasId(BtpOperation o) => IsSame(o.OperationId, id) && (name is null || IsSame(o.Endpoint, name));
        if (key is not null && Array.Find(Main.Value, o => HasId(o) && EndpointName.HasOperation(key, o)) is { } own)
            return own;

        BtpOperation[] found = [.. All.Where(HasId)];
        if (found.Length > 0)
            return Array.Find(found, o => key is not null && EndpointName.HasOperation(key, o)) ?? found[0];

        IEnumerable<string> known = All.Where(o => key is null || EndpointName.HasOperation(key, o)).Select(o => o.OperationId).Distinct();
        throw new BtpApiException(
            Failure.RequestInvalid,
            $"The catalog has no operation '{Http.ServerText.Clean(id)}'.{NearestName.FormatSuggestion(id, known)}",
            "Get-BtpOperation lists the operations. Call other operations with -Path.");
    }

    /// <summary>Finds an operation by the text of <see cref="BtpOperation.ToString"/>: the method, a space, and the path.</summary>
    /// <returns>The operation, or null when the text is a path.</returns>
    public static BtpOperation? FindByTextOrDefault(string? text, ServiceKey key)
    {
        if (text is null || text.Length == 0 || text[0] == '/' || text.IndexOf(" /", StringComparison.Ordinal) < 0)
            return null;

        BtpOperation[] found = [.. All.Where(o => o.ToString() == text)];
        return Array.Find(found, o => EndpointName.HasOperation(key, o)) ?? found.FirstOrDefault();
    }

    /// <summary>Finds the operation whose id is the last segment of a path, because the caller probably confused the two.</summary>
    /// <returns>The operation with this id, or with an id that differs little. Null for other paths.</returns>
    public static BtpOperation? FindNamedOrDefault(string? path)
    {
        string name = path?.Split('?')[0].TrimEnd('/').Split('/').Last() ?? string.Empty;
        if (name.Length <= VerbLength)
            return null;

        // The segment of a real path, such as subaccounts, resembles an id too, but does not start with its verb.
        string verb = name.Substring(0, VerbLength);
        IEnumerable<string> ids = All.Select(o => o.OperationId).Where(id => id.StartsWith(verb, StringComparison.OrdinalIgnoreCase));
        return NearestName.FindOrDefault(name, ids) is { } nearest ? All.First(o => o.OperationId == nearest) : null;
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
