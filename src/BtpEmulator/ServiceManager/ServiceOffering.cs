namespace BtpEmulator;

/// <summary>A service of the Service Manager's catalog.</summary>
internal sealed record ServiceOffering(string Id, string Name, string Description)
{
    public string CatalogName => Name;

    public bool Ready { get; } = true;

    public bool Bindable { get; } = true;
}
