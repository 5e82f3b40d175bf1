namespace TokenModule.ServiceKeys;

/// <summary>The service a key is for, as far as the key tells.</summary>
public enum ServiceKeyKind
{
    /// <summary>A client of XSUAA whose service is not known by name.</summary>
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
