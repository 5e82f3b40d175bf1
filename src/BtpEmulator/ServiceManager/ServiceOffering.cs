namespace BtpEmulator.ServiceManager;

/// <summary>A service in the catalog of the Service Manager.</summary>
internal sealed record ServiceOffering(string Id, string Name, string Description)
{
    public string CatalogName => Name;

    public bool Ready { get; } = true;

    public bool Bindable { get; } = true;
}
