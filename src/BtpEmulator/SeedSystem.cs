namespace BtpEmulator;

/// <summary>The systems that the emulator writes service keys for.</summary>
public enum SeedSystem
{
    /// <summary>Business Entity Recognition, client credentials (<c>ber.json</c>).</summary>
    BusinessEntityRecognition,

    /// <summary>Document Information Extraction, client credentials (<c>dox.json</c>).</summary>
    DocumentInformationExtraction,

    /// <summary>Personalized Recommendation, client credentials (<c>pr.json</c>).</summary>
    PersonalizedRecommendation,

    /// <summary>Cloud Management, plan central, password grant only (<c>cis-central.json</c>).</summary>
    CloudManagementCentral,

    /// <summary>Cloud Management, plan local, client credentials only (<c>cis-local.json</c>).</summary>
    CloudManagementLocal,

    /// <summary>SaaS Provisioning, a flat key, client credentials (<c>saas-registry.json</c>).</summary>
    SaasRegistry,

    /// <summary>CIAM Provisioning, its own JSON token endpoint (<c>ciam.json</c>).</summary>
    Ciam,
}
