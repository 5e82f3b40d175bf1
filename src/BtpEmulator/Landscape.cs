using BtpEmulator.Accounts;
using BtpEmulator.Services;
using BtpEmulator.Tls;
using BtpEmulator.Xsuaa;

namespace BtpEmulator;

/// <summary>The state that all services of one emulator share: addresses, clock, identities and resources.</summary>
internal sealed class Landscape : IDisposable
{
    // Created on first use, because most tests use no TLS.
    private readonly Lazy<ServerCertificate> serverCertificate = new();
    private readonly Lazy<ClientCertificateAuthority> clientCertificates = new();

    public Landscape()
    {
        Jobs = new ResourceStore<CloudManagementJob>(Settings);
        Accounts = new GlobalAccountDirectory(Settings);
        Users = new UserDirectory(Settings);
    }

    /// <summary>The HTTP address; known only after the server has started.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>The origin that service keys contain, without a trailing slash.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The HTTPS address; known only after the server has started.</summary>
    public Uri TlsAddress { get; set; } = new("https://localhost/");

    public Uri ProxyAddress { get; set; } = new("http://127.0.0.1/");

    public string TlsOrigin => TlsAddress.GetLeftPart(UriPartial.Authority);

    public DateTimeOffset Now => DateTimeOffset.UtcNow + Settings.ClockOffset;

    public EmulatorSettings Settings { get; } = new();

    public SigningKey SigningKey { get; } = new();

    public ServerCertificate ServerCertificate => serverCertificate.Value;

    public ClientCertificateAuthority ClientCertificates => clientCertificates.Value;

    public ClientDirectory Clients { get; } = new([.. SeedClients.All, .. BindingClients.All]);

    public ClientDirectory IdentityClients { get; } = new(Ias.IdentityClients.All);

    public OpaqueTokenStore OpaqueTokens { get; } = new();

    public UserDirectory Users { get; }

    public GlobalAccountDirectory Accounts { get; }

    public ResourceStore<CloudManagementJob> Jobs { get; }

    public void Dispose()
    {
        SigningKey.Dispose();
        if (serverCertificate.IsValueCreated) ServerCertificate.Dispose();
        if (clientCertificates.IsValueCreated) ClientCertificates.Dispose();
    }
}
