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
    /// <summary>The name of the API of an operation in type names.</summary>
    public static string GetApiName(BtpOperation operation) => operation.Endpoint switch
    {
        "accounts" => "Accounts",
        "entitlements" => "Entitlements",
        "provisioning" => "Provisioning",
        "saas_registry" => "SaasRegistry",
        "events" => "Events",
        "sm" => "ServiceManager",
        "apiurl" => "Authorization",
        "subscription_manager" => "SubscriptionManager",
        "uri" => "Destination",
        "AI_API" => "AiCore",
        _ when operation.Path.StartsWith("/document-information-extraction/", StringComparison.Ordinal) => "DocumentExtraction",
        _ when operation.Path.StartsWith("/standard/rs/", StringComparison.Ordinal) => "Recommendation",
        _ => "EntityRecognition",
    };

    /// <returns>The property of an object that is declared to fill the placeholder of a path, or null.</returns>
    public static string? FindPropertyOrDefault(string typeName, BtpOperation operation, string placeholder)
    {
        return Array.Find(
            KnownEntities.All,
            type => type.Name == typeName
                && type.Placeholder == placeholder
                && operation.Path.StartsWith(type.Path, StringComparison.Ordinal))?.Property;
    }
}
