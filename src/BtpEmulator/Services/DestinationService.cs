using BtpEmulator.Bearer;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

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

    // SAP's property names start with a capital letter. A dictionary keeps its keys, and an object would be camel-cased.
    private static Dictionary<string, string> Describe(string name, string url, string authentication) => new(StringComparer.Ordinal)
    {
        ["Name"] = name,
        ["Type"] = "HTTP",
        ["URL"] = url,
        ["Authentication"] = authentication,
        ["ProxyType"] = "Internet",
    };
}
