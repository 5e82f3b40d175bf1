namespace TokenModule.Interop;

/// <summary>The violations for which SAP's documents, and not the emulator or the module, differ from SAP's services.</summary>
internal static class KnownDifferences
{
    private static readonly string[] DirectoryOperations =
        ["getGlobalAccount", "createDirectory", "getDirectory", "updateDirectory", "updateDirectoryFeatures", "deleteDirectory"];

    /// <returns>Whether the violation is a mistake in the document.</returns>
    public static bool Explain(BtpOperation operation, PrismViolation violation)
    {
        return (operation.Endpoint, operation.OperationId, violation.Location) switch
        {
            // The service has a list. The document describes one text.
            ("accounts", string id, string location) when location.EndsWith("directoryFeatures", StringComparison.Ordinal) =>
                DirectoryOperations.Contains(id),
            // The document of the accounts service describes a text. The other three documents describe the object.
            ("accounts", "getStatus", "response/body") => true,
            // The response contains a location and no body. The document describes a text.
            ("entitlements", "setServicePlans", "response") => true,
            // A request without a body needs no Content-Type. OpenAPI 3 excludes this header from the parameters.
            ("saas_registry", "getApplicationSubscriptions", "request/header") => true,
            // The parameters of an environment are texts and numbers. The document describes objects.
            ("provisioning", "createEnvironmentInstance", "request/body/parameters/instance_name") => true,
            // Each of two schemas permits every object, so that no object matches exactly one of them.
            ("provisioning", "getEnvironmentInstanceBinding", "response/body") => violation.Code == "oneOf",
            _ => false,
        };
    }
}
