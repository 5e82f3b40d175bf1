namespace BtpEmulator;

/// <summary>Destination service: the destinations of the subaccount.</summary>
internal static class DestinationService
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/destination-configuration/v1/subaccountDestinations", () => Results.Json(new[]
        {
            Describe("erp", "https://erp.example.com", "NoAuthentication"),
            Describe("crm", "https://crm.example.com", "OAuth2ClientCredentials"),
        }))
        .RequireScope(BindingClients.DestinationScope);

    // The names of these properties begin with capitals, and those of a dictionary are written as they are.
    private static Dictionary<string, string> Describe(string name, string url, string authentication) => new(StringComparer.Ordinal)
    {
        ["Name"] = name,
        ["Type"] = "HTTP",
        ["URL"] = url,
        ["Authentication"] = authentication,
        ["ProxyType"] = "Internet",
    };
}
