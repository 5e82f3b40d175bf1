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
        "ber" => "SAP/business-entity-recognition-client-library",
        "dox" => "sap-tutorials/Tutorials, Document Information Extraction",
        "pr" => "sap-tutorials/Tutorials, Personalized Recommendation",
        _ => throw new FormatException($"The source '{code}' is unknown."),
    };
}
