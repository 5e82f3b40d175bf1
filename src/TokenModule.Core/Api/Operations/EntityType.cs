namespace TokenModule.Api.Operations;

/// <summary>
/// A type of objects in responses that identifies one resource. A property of the object fills one placeholder of the paths of this
/// resource.
/// </summary>
/// <param name="Name">The type name, such as <c>TokenModule.Accounts.Subaccount</c>.</param>
/// <param name="Property">The property that contains the id.</param>
/// <param name="Placeholder">The placeholder that the id fills.</param>
/// <param name="Path">
/// The start of the paths that contain the placeholder. Names such as <c>id</c> occur in the paths of many resources.
/// </param>
internal sealed record EntityType(string Name, string Property, string Placeholder, string Path)
{
    private static readonly EntityType[] Known =
    [
        new("TokenModule.Accounts.Subaccount", "guid", "subaccountGUID", "/accounts/"),
        new("TokenModule.Accounts.Directory", "guid", "directoryGUID", "/accounts/"),
        new("TokenModule.Accounts.Directory", "guid", "directoryGUID", "/entitlements/"),
        new("TokenModule.Provisioning.EnvironmentInstance", "id", "environmentInstanceId", "/provisioning/"),
        new("TokenModule.SaasRegistry.Application", "appName", "appName", "/saas-manager/"),
        new("TokenModule.SaasRegistry.Job", "id", "jobUuid", "/api/"),
        new("TokenModule.ServiceManager.ServiceInstance", "id", "id", "/v1/service_instances/"),
        new("TokenModule.ServiceManager.ServiceBinding", "id", "id", "/v1/service_bindings/"),
        new("TokenModule.ServiceManager.ServiceOffering", "id", "id", "/v1/service_offerings/"),
        new("TokenModule.ServiceManager.ServicePlan", "id", "id", "/v1/service_plans/"),
        new("TokenModule.DocumentExtraction.DocumentJob", "id", "id", "/document-information-extraction/v1/document/jobs/"),
        new("TokenModule.EntityRecognition.Dataset", "datasetId", "datasetId", "/api/v1/datasets/"),
    ];

    /// <summary>The name of the API of an operation in type names.</summary>
    public static string GetApiName(BtpOperation operation) => operation.Endpoint switch
    {
        "accounts" => "Accounts",
        "entitlements" => "Entitlements",
        "provisioning" => "Provisioning",
        "saas_registry" => "SaasRegistry",
        "events" => "Events",
        "sm" => "ServiceManager",
        _ when operation.Path.StartsWith("/document-information-extraction/", StringComparison.Ordinal) => "DocumentExtraction",
        _ when operation.Path.StartsWith("/standard/rs/", StringComparison.Ordinal) => "Recommendation",
        _ => "EntityRecognition",
    };

    /// <returns>The property of an object that is declared to fill the placeholder of a path, or null.</returns>
    public static string? FindPropertyOrDefault(string typeName, BtpOperation operation, string placeholder)
    {
        return Array.Find(
            Known,
            type => type.Name == typeName
                && type.Placeholder == placeholder
                && operation.Path.StartsWith(type.Path, StringComparison.Ordinal))?.Property;
    }
}
