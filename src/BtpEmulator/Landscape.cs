namespace BtpEmulator;

/// <summary>What the services of one emulator share: address, clock, identities and state.</summary>
internal sealed class Landscape : IDisposable
{
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

    public DateTimeOffset Now => DateTimeOffset.UtcNow + Settings.ClockOffset;

    public EmulatorSettings Settings { get; } = new();

    public SigningKey SigningKey { get; } = new();

    public ClientDirectory Clients { get; } = new();

    public UserDirectory Users { get; }

    public GlobalAccountDirectory Accounts { get; }

    public ResourceStore<CloudManagementJob> Jobs { get; }

    public void Dispose() => SigningKey.Dispose();
}
