namespace TokenModule.Tokens;

/// <summary>The parameter <c>resource</c> of a token request (RFC 8707), which must be an absolute URI.</summary>
internal static class ResourceName
{
    // SAP Cloud Identity Services, "Consuming APIs from Other Applications".
    private const string DependencyPrefix = "urn:sap:identity:application:provider:name:";

    /// <summary>Completes the name of a dependency of an IAS application to the URI that IAS expects. A URI stays unchanged.</summary>
    public static string Complete(string resource) => resource.Contains(':') ? resource : DependencyPrefix + resource;
}
