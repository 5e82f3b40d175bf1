namespace BtpEmulator.Xsuaa;

/// <summary>An identity zone: the tenant of the XSUAA that belongs to a subaccount.</summary>
internal sealed record Zone(string Subdomain, string Id)
{
    public static Zone Provider { get; } = new("emulator", "6f1ad111-0001-4e7f-8b1c-000000000001");

    public static Zone Consumer { get; } = new("consumer", "6f1ad111-0002-4e7f-8b1c-000000000002");

    private static IReadOnlyList<Zone> All { get; } = [Provider, Consumer];

    /// <summary>The ID of the subaccount. In Cloud Foundry landscapes a zone and its subaccount have the same ID.</summary>
    public string SubaccountId => Id;

    public static Zone? FindBySubdomain(string subdomain) => All.FirstOrDefault(zone => zone.Subdomain == subdomain);

    public static Zone? FindById(string id) => All.FirstOrDefault(zone => zone.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The UAA URL that service keys contain as <c>url</c>.</summary>
    public string GetUrl(Landscape landscape) => $"{landscape.Origin}/uaa/{Subdomain}";
}
