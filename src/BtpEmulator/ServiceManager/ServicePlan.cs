using System.Text.Json.Serialization;

namespace BtpEmulator.ServiceManager;

/// <summary>A plan of a service offering.</summary>
internal sealed record ServicePlan([property: JsonIgnore] ServiceOffering Offering, string Id, string Name)
{
    public string CatalogName => Name;

    public string ServiceOfferingId => Offering.Id;

    public bool Ready { get; } = true;

    public bool Bindable { get; } = true;
}
