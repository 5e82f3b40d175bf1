using BtpEmulator.Bearer;

namespace BtpEmulator.Services;

/// <summary>Entitlements service: the regions that are available to the global account.</summary>
internal sealed class DataCentersService(Landscape landscape)
{
    private static readonly (string Name, string DisplayName, string Region, string Provider)[] DataCenters =
    [
        ("cf-eu10", "Europe (Frankfurt)", "eu10", "AWS"),
        ("cf-us10", "US East (VA)", "us10", "AWS"),
        ("cf-ap21", "Singapore", "ap21", "AZURE"),
    ];

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/entitlements/v1/globalAccountAllowedDataCenters", List).RequireCentralScope("global-account.region.read");

    private IResult List(string? region) => Results.Json(new
    {
        datacenters = DataCenters.Where(center => region is null || center.Region == region).Select(center => new
        {
            name = center.Name,
            displayName = center.DisplayName,
            region = center.Region,
            environment = "cloudfoundry",
            iaasProvider = center.Provider,
            supportsTrial = true,
            isMainDataCenter = true,
            provisioningServiceUrl = landscape.Origin,
            saasRegistryServiceUrl = landscape.Origin,
            domain = landscape.Address.Authority,
        }),
    });
}
