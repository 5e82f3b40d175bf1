using Microsoft.AspNetCore.Http.Features;

namespace BtpEmulator;

/// <summary>Says at the route which scopes an operation needs.</summary>
internal static class ScopeRequirements
{
    public static RouteHandlerBuilder RequireScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.WithMetadata(new RequiredScope(anyOf));

    /// <summary>For Cloud Management operations; every name is local to the application that follows.</summary>
    public static RouteHandlerBuilder RequireCentralScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.RequireManagementScope([.. anyOf.Select(SeedClients.GetCentralScope)]);

    public static RouteHandlerBuilder RequireLocalScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.RequireManagementScope([.. anyOf.Select(SeedClients.GetLocalScope)]);

    public static RouteHandlerBuilder RequireManagementScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.WithMetadata(new RequiredScope(anyOf), new CloudManagementOperation());

    public static BearerToken GetToken(this HttpContext context) => context.Features.GetRequiredFeature<BearerToken>();
}
