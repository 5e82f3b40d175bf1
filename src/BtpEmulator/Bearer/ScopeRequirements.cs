using BtpEmulator.Xsuaa;
using Microsoft.AspNetCore.Http.Features;

namespace BtpEmulator.Bearer;

/// <summary>Declares the required scopes of an operation at its route.</summary>
internal static class ScopeRequirements
{
    public static RouteHandlerBuilder RequireScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.WithMetadata(new RequiredScope(anyOf));

    /// <summary>Requires one of several scopes of the central application of Cloud Management, given by their local names.</summary>
    public static RouteHandlerBuilder RequireCentralScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.RequireManagementScope([.. anyOf.Select(SeedClients.GetCentralScope)]);

    public static RouteHandlerBuilder RequireLocalScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.RequireManagementScope([.. anyOf.Select(SeedClients.GetLocalScope)]);

    public static RouteHandlerBuilder RequireManagementScope(this RouteHandlerBuilder route, params string[] anyOf) =>
        route.WithMetadata(new RequiredScope(anyOf), new CloudManagementOperation());

    public static BearerToken GetToken(this HttpContext context) => context.Features.GetRequiredFeature<BearerToken>();
}
