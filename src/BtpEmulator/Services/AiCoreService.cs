using BtpEmulator.Bearer;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>AI Core: its scenarios.</summary>
internal static class AiCoreService
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/v2/lm/scenarios", () => Results.Json(new
        {
            count = 2,
            resources = new[]
            {
                new { id = "foundation-models", name = "Foundation Models", createdAt = "2024-03-01T08:00:00Z" },
                new { id = "orchestration", name = "Orchestration", createdAt = "2024-03-01T08:00:00Z" },
            },
        }))
        .RequireScope(BindingClients.AiCoreScope);
}
