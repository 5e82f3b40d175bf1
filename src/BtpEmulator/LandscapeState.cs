using BtpEmulator.Accounts;
using BtpEmulator.Services;
using BtpEmulator.Xsuaa;

namespace BtpEmulator;

/// <summary>Everything in a landscape that requests and tests can change: settings, clients, users, tokens, accounts and jobs.</summary>
internal sealed class LandscapeState
{
    public LandscapeState()
    {
        Jobs = new ResourceStore<CloudManagementJob>(Settings);
        Accounts = new GlobalAccountDirectory(Settings);
        Users = new UserDirectory(Settings);
    }

    public EmulatorSettings Settings { get; } = new();

    public ClientDirectory Clients { get; } = new([.. SeedClients.All, .. BindingClients.All]);

    public ClientDirectory IdentityClients { get; } = new(Ias.IdentityClients.All);

    public OpaqueTokenStore OpaqueTokens { get; } = new();

    public UserDirectory Users { get; }

    public GlobalAccountDirectory Accounts { get; }

    public ResourceStore<CloudManagementJob> Jobs { get; }
}
