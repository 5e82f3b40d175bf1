using TokenModule.Api.Operations;

namespace TokenModule.Api;

/// <summary>The target of a call as the caller specifies it: an operation, a path of an endpoint, or a complete address.</summary>
internal sealed record CallTarget
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>The id of an operation of the catalog, which sets endpoint, method and path. Null for a path or an address.</summary>
    public string? OperationId { get; init; }

    /// <summary>The path relative to the endpoint. The text of an operation, such as <c>GET /v1/a</c>, selects this operation.</summary>
    public string? Path { get; init; }

    /// <summary>A complete address instead of an endpoint and a path.</summary>
    public Uri? Address { get; init; }

    /// <summary>The short or full name of the endpoint. Null when the key has only one endpoint.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The method. Null means the method of the operation, or GET.</summary>
    public HttpMethod? Method { get; init; }

    public IReadOnlyDictionary<string, string> PathParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The object whose id fills the path of the operation, or null.</summary>
    public IPathEntity? Entity { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Hosts, in addition to the endpoints of the key, to which the token may be sent.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Finds the method and the address of the call.</summary>
    /// <param name="key">The key with the endpoints.</param>
    /// <exception cref="BtpApiException">
    /// The operation or the endpoint does not exist, the path is incomplete, or the token may not be sent to the address.
    /// </exception>
    public ResolvedTarget Resolve(ServiceKey key)
    {
        BtpOperation? operation = OperationId is null
            ? OperationCatalog.FindByTextOrDefault(Path, key)
            : OperationCatalog.FindById(OperationId, key, Endpoint);
        Uri address = operation is null ? ResolveAddress(key) : ResolveOperation(key, operation);
        HttpMethod method = operation is null ? Method ?? HttpMethod.Get : new HttpMethod(operation.Method);
        return new ResolvedTarget(method, QueryString.Append(address, Query), operation);
    }

    private Uri ResolveOperation(ServiceKey key, BtpOperation operation)
    {
        if (Method is not null && Method.Method != operation.Method)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The method of {operation.OperationId} is {operation.Method}, not {Method}. The request was not sent.",
                "Omit -Method.");
        }

        if (!EndpointName.HasEndpoint(key, operation.Endpoint))
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"{OperationService.DescribeService(operation)} "
                    + $"The key '{key.Name}' of the kind {key.Kind} has no endpoint '{operation.Endpoint}'. The request was not sent.",
                "'$key | Get-BtpOperation' lists the operations of a key.");
        }

        string path = new PathFilling(operation).FillPath(PathParameters, Entity);
        return ApiAddress.ResolvePath(EndpointName.Resolve(key, operation.Endpoint), path);
    }

    // People paste 'DELETE /v1/items/1' from a documentation. As a path, it would read '/DELETE%20/v1/items/1'.
    private static string? FindMethodOrDefault(string path)
    {
        string[] words = path.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
            return null;

        string first = words[0].TrimStart('\uFEFF').ToUpperInvariant();
        string rest = words[1].TrimStart();
        bool resemblesMethod = first.All(c => c is (>= 'A' and <= 'Z') or '-') && rest.Length > 0 && rest[0] == '/';
        return resemblesMethod || Methods.Contains(first) ? first : null;
    }

    private Uri ResolveAddress(ServiceKey key) => Address is null
        ? ApiAddress.ResolvePath(ResolveEndpoint(key), FillPath())
        : ApiAddress.RequireAllowed(Address, key, AllowedHosts);

    private Uri ResolveEndpoint(ServiceKey key)
    {
        try
        {
            return EndpointName.Resolve(key, Endpoint);
        }
        catch (BtpApiException e) when (OperationCatalog.FindNamedOrDefault(Path) is { OperationId: string id })
        {
            throw new BtpApiException(e.Failure, e.Message, $"Did you mean the operation '{id}'? Pass it with -Operation {id}.");
        }
    }

    private string FillPath()
    {
        string path = FillPlaceholders();
        if (Method is not null && Method != HttpMethod.Get)
            ChangedPath.Require(path, Method);
        return path;
    }

    private string FillPlaceholders()
    {
        if (Path is not null && FindMethodOrDefault(Path) is { } method)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The path starts with the method {method}, and the catalog has no operation with this text. The request was not sent.",
                "Pass the method with -Method, and the path with -Path.");
        }

        if (PathParameters.Count == 0 || Path is null)
            return Path ?? string.Empty;

        BtpOperation call = new(Endpoint ?? string.Empty, (Method ?? HttpMethod.Get).Method, Path) { OperationId = "The path" };
        return new PathFilling(call).FillPath(PathParameters, entity: null);
    }
}
