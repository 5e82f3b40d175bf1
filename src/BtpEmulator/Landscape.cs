using BtpEmulator.Accounts;
using BtpEmulator.Ias;
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

    private volatile LandscapeState state = new();

    /// <summary>The HTTP address; known only after the server has started.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>The origin that service keys contain, without a trailing slash.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The HTTPS address; known only after the server has started.</summary>
    public Uri TlsAddress { get; set; } = new("https://localhost/");

    public Uri ProxyAddress { get; set; } = new("http://127.0.0.1/");

    public string TlsOrigin => TlsAddress.GetLeftPart(UriPartial.Authority);

    public DateTimeOffset Now => DateTimeOffset.UtcNow + Settings.ClockOffset;

    public EmulatorSettings Settings => state.Settings;

    public SigningKey SigningKey { get; } = new();

    /// <summary>The key that signs the ID tokens of the CI system.</summary>
    public SigningKey CiKey { get; } = new();

    public ClientKeyPairs ClientKeyPairs { get; } = new();

    public ServerCertificate ServerCertificate => serverCertificate.Value;

    public ClientCertificateAuthority ClientCertificates => clientCertificates.Value;

    public ClientDirectory Clients => state.Clients;

    public ClientDirectory IdentityClients => state.IdentityClients;

    public OpaqueTokenStore OpaqueTokens => state.OpaqueTokens;

    public UserDirectory Users => state.Users;

    public GlobalAccountDirectory Accounts => state.Accounts;

    public ResourceStore<CloudManagementJob> Jobs => state.Jobs;

    /// <summary>Starts over with a new state. Addresses, keys and certificates stay, so that service keys remain valid.</summary>
    public void Reset() => state = new LandscapeState();

    public void Dispose()
    {
        SigningKey.Dispose();
        CiKey.Dispose();
        ClientKeyPairs.Dispose();
        if (serverCertificate.IsValueCreated) ServerCertificate.Dispose();
        if (clientCertificates.IsValueCreated) ClientCertificates.Dispose();
    }
}
