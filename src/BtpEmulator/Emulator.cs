using BtpEmulator.Faults;
using BtpEmulator.Proxy;
using BtpEmulator.Recording;
using BtpEmulator.ServiceKeys;
using BtpEmulator.Tls;

namespace BtpEmulator;

/// <summary>
/// Emulates SAP BTP on 127.0.0.1: token endpoints and APIs that respond as SAP's do, or with the faults that a test requests.
/// </summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly Landscape landscape = new();
    private readonly ProxyLog proxied = new();
    private readonly EmulatedServiceKeys keys;
    private readonly ServerHost host;
    private readonly WebApplication server;
    private readonly ForwardProxy proxy;

    private Emulator(int port)
    {
        keys = new EmulatedServiceKeys(landscape);
        host = new ServerHost(landscape, keys, Requests, Faults, proxied);
        server = host.Build(port);
        proxy = new ForwardProxy(landscape, proxied);
    }

    /// <summary>The names of all service keys.</summary>
    public static IReadOnlyList<string> ServiceKeyNames { get; } = [.. EmulatedServiceKeys.SeedNames, .. EmulatedServiceKeys.BindingNames];

    /// <summary>The HTTP address, for example <c>http://127.0.0.1:43123/</c>.</summary>
    public Uri Address => landscape.Address;

    /// <summary>The HTTPS address, for example <c>https://localhost:43124/</c>.</summary>
    public Uri TlsAddress => landscape.TlsAddress;

    /// <summary>The address of the HTTP proxy, which resolves the host names under <c>emulator.test</c>.</summary>
    public Uri ProxyAddress => landscape.ProxyAddress;

    /// <summary>The root certificate that clients must trust for TLS connections.</summary>
    public string CertificateAuthorityPem => landscape.ServerCertificate.AuthorityPem;

    /// <summary>The received requests, without those to the control endpoints.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>
    /// The requests that the proxy received, including rejected ones, for example <c>CONNECT accounts.emulator.test:443</c>.
    /// </summary>
    public IReadOnlyList<string> ProxyRequests => proxied.All;

    /// <summary>The faults that the emulator will apply.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The settings; a change applies from the next request on.</summary>
    public EmulatorSettings Settings => landscape.Settings;

    /// <summary>Starts an emulator.</summary>
    /// <param name="port">The port to listen on; 0 for any free port.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<Emulator> StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        Emulator emulator = new(port);
        bool started = false;
        try
        {
            await emulator.server.StartAsync(cancellationToken);
            started = true;
        }
        finally
        {
            if (!started) await emulator.DisposeAsync();
        }

        ILookup<string, Uri> listening = emulator.server.Urls.Select(url => new Uri(url)).ToLookup(url => url.Scheme);
        emulator.landscape.Address = listening[Uri.UriSchemeHttp].Single();
        emulator.landscape.TlsAddress = new Uri($"https://localhost:{listening[Uri.UriSchemeHttps].Single().Port}");
        emulator.landscape.ProxyAddress = emulator.proxy.Start();
        return emulator;
    }

    /// <summary>Returns the service key of a system as JSON.</summary>
    public string GetServiceKeyJson(SeedSystem system) => keys.Write(EmulatedServiceKeys.GetName(system));

    /// <summary>Returns the service key with a name of <see cref="ServiceKeyNames"/> as JSON.</summary>
    /// <exception cref="ArgumentException">No service key has that name.</exception>
    public string GetServiceKeyJson(string name) => keys.Write(name);

    /// <summary>
    /// Writes the service key of every system to a directory and the other service keys to a subdirectory, and returns the paths.
    /// </summary>
    public IReadOnlyList<string> WriteServiceKeys(string directory) => ServiceKeyFiles.Write(keys, directory);

    /// <summary>The private key in PEM that the client of the service key <c>identity-keys</c> signs its assertions with.</summary>
    /// <param name="ellipticCurve">Whether to return the P-256 key instead of the RSA key.</param>
    public string GetClientKeyPem(bool ellipticCurve = false) =>
        ellipticCurve ? landscape.ClientKeyPairs.CurvePem : landscape.ClientKeyPairs.RsaPem;

    /// <summary>Issues a certificate that the TLS listener accepts.</summary>
    /// <param name="commonName">The common name of the subject, which identifies the client.</param>
    /// <param name="notBefore">The start of the validity; a day ago when null.</param>
    /// <param name="notAfter">The end of the validity; in seven days when null.</param>
    /// <param name="ellipticCurve">Whether the key is an elliptic curve key (P-256) instead of RSA.</param>
    public IssuedClientCertificate IssueClientCertificate(
        string commonName, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null, bool ellipticCurve = false) =>
        landscape.ClientCertificates.Issue(commonName, notBefore, notAfter, ellipticCurve);

    /// <summary>Returns to the initial state: requests, faults, settings, clock, tokens and created resources are gone.</summary>
    /// <remarks>The addresses, keys and certificates stay the same, so service keys that were written before remain valid.</remarks>
    public void Reset() => host.Reset();

    /// <summary>Stops the emulator. Pending requests are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await server.DisposeAsync();
        keys.Dispose();
        landscape.Dispose();
    }
}
