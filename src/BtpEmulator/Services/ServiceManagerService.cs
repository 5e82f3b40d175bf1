namespace BtpEmulator;

/// <summary>Service Manager: the offerings of the subaccount.</summary>
internal static class ServiceManagerService
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/service_offerings", () => Results.Json(new
        {
            num_items = 1,
            items = new[]
            {
                new { id = "5e4f1ce0-0001-4c1e-8a11-0ffe41000001", name = "xsuaa", catalog_name = "xsuaa", ready = true, bindable = true },
            },
        }))
        .RequireScope(BindingClients.ServiceManagerScope);
}
