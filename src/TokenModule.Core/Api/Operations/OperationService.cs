using TokenModule.ServiceKeys;

namespace TokenModule.Api.Operations;

/// <summary>The service of an operation. Endpoints of several services are named <c>url</c>, <c>uri</c> or <c>apiurl</c>.</summary>
internal static class OperationService
{
    /// <returns>Whether the key can be a key of the service. The kind of a key can be unknown.</returns>
    public static bool CanBelongTo(ServiceKey key, BtpOperation operation) => operation.Endpoint switch
    {
        // Every key with a client of XSUAA contains apiurl. Only the plan apiaccess grants its scopes, and its keys have no other endpoint.
        "apiurl" => key.Kind == ServiceKeyKind.Xsuaa && key.Endpoints.Count == 1,
        "uri" => key.Kind == ServiceKeyKind.Destination,
        "url" => key.Kind == ServiceKeyKind.Xsuaa || key.Kind == FindKind(operation),
        _ => true,
    };

    /// <returns>A sentence with the API of the operation, and with the service and plan of the required key, if documented.</returns>
    public static string DescribeService(BtpOperation operation)
    {
        string api = $"{operation.OperationId} belongs to the API {EntityType.GetApiName(operation)}";
        ScopeGrant grant = ScopeGrants.Find(operation);
        return grant.Service is null
            ? $"{api} and requires a key of this service."
            : $"{api} and requires a key of the service '{grant.Service}', for example with the plan '{grant.Plan}'.";
    }

    /// <returns>A warning when the key has an endpoint with the name, but of another service; otherwise null.</returns>
    public static string? DescribeOtherServiceOrDefault(ServiceKey key, BtpOperation operation)
    {
        return operation.Endpoint == "apiurl" || CanBelongTo(key, operation)
            ? null
            : $"{DescribeService(operation)} The key '{key.Name}' is of the kind {key.Kind}.";
    }

    /// <param name="key">A key that has none of the operations.</param>
    /// <param name="named">The operations that the caller named.</param>
    /// <returns>Why the key has none of them. Null when the catalog has operations of the service, and none were named.</returns>
    public static string? DescribeNoneOrDefault(ServiceKey key, IReadOnlyList<BtpOperation> named)
    {
        if (!OperationCatalog.All.Any(operation => EndpointName.HasOperation(key, operation)))
            return $"The catalog has no operations for the key '{key.Name}' of the kind {key.Kind}. Call its APIs with -Path.";

        return named.Count == 0 ? null : $"The key '{key.Name}' is of the kind {key.Kind}. {DescribeService(named[0])}";
    }

    private static ServiceKeyKind FindKind(BtpOperation operation) => EntityType.GetApiName(operation) switch
    {
        "DocumentExtraction" => ServiceKeyKind.DocumentInformationExtraction,
        "Recommendation" => ServiceKeyKind.PersonalizedRecommendation,
        _ => ServiceKeyKind.BusinessEntityRecognition,
    };
}
