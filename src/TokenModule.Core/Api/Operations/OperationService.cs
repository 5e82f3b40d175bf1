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

    private static ServiceKeyKind FindKind(BtpOperation operation) => EntityType.GetApiName(operation) switch
    {
        "DocumentExtraction" => ServiceKeyKind.DocumentInformationExtraction,
        "Recommendation" => ServiceKeyKind.PersonalizedRecommendation,
        _ => ServiceKeyKind.BusinessEntityRecognition,
    };
}
