namespace BtpEmulator;

/// <summary>What the services of one emulator share: address, clock, identities and state.</summary>
internal sealed class Landscape : IDisposable
{
    // Most tests never speak TLS and should not wait for it.
    private readonly Lazy<ServerCertificate> serverCertificate = new();
    private readonly Lazy<ClientCertificateAuthority> clientCertificates = new();

    public Landscape()
    {
        Jobs = new ResourceStore<CloudManagementJob>(Settings);
        Accounts = new GlobalAccountDirectory(Settings);
        Users = new UserDirectory(Settings);
    }

    /// <summary>Known only once the server listens.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>The address as service keys write it.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Where it speaks TLS; known as late as the other.</summary>
    public Uri TlsAddress { get; set; } = new("https://localhost/");

    public Uri ProxyAddress { get; set; } = new("http://127.0.0.1/");

    public string TlsOrigin => TlsAddress.GetLeftPart(UriPartial.Authority);

    public DateTimeOffset Now => DateTimeOffset.UtcNow + Settings.ClockOffset;

    public EmulatorSettings Settings { get; } = new();

    public SigningKey SigningKey { get; } = new();

    public ServerCertificate ServerCertificate => serverCertificate.Value;

    public ClientCertificateAuthority ClientCertificates => clientCertificates.Value;

    public ClientDirectory Clients { get; } = new([.. SeedClients.All, .. BindingClients.All]);

    public ClientDirectory IdentityClients { get; } = new(BtpEmulator.IdentityClients.All);

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
