namespace TokenModule.ServiceKeys;

/// <summary>The service of a key, as far as the members of the key identify it.</summary>
public enum ServiceKeyKind
{
    /// <summary>An OAuth client of XSUAA. The service is XSUAA itself or unknown.</summary>
    Xsuaa,
    CloudManagement,
    SaasProvisioning,
    DocumentInformationExtraction,
    BusinessEntityRecognition,
    PersonalizedRecommendation,
    Ciam,

    /// <summary>SAP Cloud Identity Services.</summary>
    Identity,
    Destination,
    ServiceManager,
    AiCore,
    Workflow,
    BusinessLogging,
}
