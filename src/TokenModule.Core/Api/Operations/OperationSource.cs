namespace TokenModule.Api.Operations;

/// <summary>The public descriptions that operations come from. The catalog contains their codes.</summary>
internal static class OperationSource
{
    /// <summary>The code of an OpenAPI document.</summary>
    public const string OpenApi = "openapi";

    /// <returns>A phrase that names the description, or null when the code is empty.</returns>
    /// <exception cref="FormatException">The catalog contains an unknown code.</exception>
    public static string? DescribeOrDefault(string code, string endpoint) => code switch
    {
        "" => null,
        OpenApi => $"the OpenAPI document of the endpoint '{endpoint}'",
        "events" => "SAP-docs/btp-cloud-platform, Using the Events Service APIs",
        "sm" => "Peripli/service-manager, and client/sm of SAP/sap-btp-service-operator",
        "smapi" => "SAP/crossplane-provider-btp, OpenAPI document of Service Manager",
        "xsuaa" => "SAP/crossplane-provider-btp, OpenAPI document of the XSUAA REST API",
        "scim" => "SAP/crossplane-provider-btp, OpenAPI document of the XSUAA REST API, and the UAA API of cloudfoundry/uaa",
        "sms" => "cap-js-community/mtx-tool, tenantRegistry.js",
        "dest" => "SAP/cloud-sdk-python, OpenAPI document of the Destination service",
        "aicore" => "SAP/ai-sdk-js, OpenAPI document of AI Core",
        "ber" => "SAP/business-entity-recognition-client-library",
        "dox" => "sap-tutorials/Tutorials, Document Information Extraction",
        "pr" => "sap-tutorials/Tutorials, Personalized Recommendation",
        _ => throw new FormatException($"The source '{code}' is unknown."),
    };
}
