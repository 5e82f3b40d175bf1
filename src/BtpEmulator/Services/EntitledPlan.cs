namespace BtpEmulator.Services;

/// <summary>A plan that the global account is entitled to.</summary>
internal sealed record EntitledPlan(string Service, string Name, string DisplayName, string Category, decimal Amount)
{
    public string UniqueIdentifier => $"{Service}-{Name}".ToLowerInvariant();
}
