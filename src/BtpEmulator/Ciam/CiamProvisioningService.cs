using BtpEmulator.Bearer;

namespace BtpEmulator.Ciam;

/// <summary>A protected resource for CIAM tokens.</summary>
internal static class CiamProvisioningService
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ciam-provisioning/v1/applications", () => Results.Json(new
        {
            applications = new[]
            {
                new { id = "app-0001", name = "Customer Portal", status = "ACTIVE" },
                new { id = "app-0002", name = "Partner Portal", status = "ONBOARDING" },
            },
        }))
        .RequireScope(CiamClient.Scope);
}
