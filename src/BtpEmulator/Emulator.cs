namespace BtpEmulator;

/// <summary>A BTP on 127.0.0.1: token endpoints and APIs that answer as SAP's do, or as badly as they are told to.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly Landscape landscape = new();
    private readonly ProxyLog proxied = new();
    private readonly EmulatedServiceKeys keys;
    private readonly WebApplication server;
    private readonly ForwardProxy proxy;

    private Emulator(int port)
    {
        keys = new EmulatedServiceKeys(landscape);
        server = new ServerHost(landscape, keys, Requests, Faults, proxied).Build(port);
        proxy = new ForwardProxy(landscape, proxied);
    }

    /// <summary>The names <see cref="GetServiceKeyJson(string)"/> knows.</summary>
    public static IReadOnlyList<string> ServiceKeyNames { get; } = [.. EmulatedServiceKeys.SeedNames, .. EmulatedServiceKeys.BindingNames];

    /// <summary>Where it listens, for example <c>http://127.0.0.1:43123/</c>.</summary>
    public Uri Address => landscape.Address;

    /// <summary>Where it speaks TLS, for example <c>https://localhost:43124/</c>.</summary>
    public Uri TlsAddress => landscape.TlsAddress;

    /// <summary>Its HTTP proxy, the way to the hosts under <c>emulator.test</c>.</summary>
    public Uri ProxyAddress => landscape.ProxyAddress;

    /// <summary>The root certificate to trust on TLS connections.</summary>
    public string CertificateAuthorityPem => landscape.ServerCertificate.AuthorityPem;

    /// <summary>What it received; control requests are left out.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>What the proxy received, for example <c>CONNECT accounts.emulator.test:443</c>, refused requests included.</summary>
    public IReadOnlyList<string> ProxyRequests => proxied.All;

    /// <summary>How it is told to misbehave.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Its knobs.</summary>
    public EmulatorSettings Settings => landscape.Settings;

    /// <summary>Starts an emulator.</summary>
    /// <param name="port">The port to listen on; 0 takes any free one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Emulator> StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        var emulator = new Emulator(port);
        var started = false;
        try
        {
            await emulator.server.StartAsync(cancellationToken);
            started = true;
        }
        finally
        {
            if (!started) await emulator.DisposeAsync();
        }

        var listening = emulator.server.Urls.Select(url => new Uri(url)).ToLookup(url => url.Scheme);
        emulator.landscape.Address = listening[Uri.UriSchemeHttp].Single();
        emulator.landscape.TlsAddress = new Uri($"https://localhost:{listening[Uri.UriSchemeHttps].Single().Port}");
        emulator.landscape.ProxyAddress = emulator.proxy.Start();
        return emulator;
    }

    /// <summary>The text of a system's service key.</summary>
    public string GetServiceKeyJson(SeedSystem system) => keys.Write(EmulatedServiceKeys.GetName(system));

    /// <summary>The text of a service key by its name, one of <see cref="ServiceKeyNames"/>.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public string GetServiceKeyJson(string name) => keys.Write(name);

    /// <summary>Writes the service key of every system into a directory, the other keys below it, and returns the paths.</summary>
    public IReadOnlyList<string> WriteServiceKeys(string directory) => ServiceKeyFiles.Write(keys, directory);

    /// <summary>Issues a certificate that the TLS listener accepts.</summary>
    /// <param name="commonName">The name in its subject, by which a client is recognized.</param>
    /// <param name="notBefore">When it begins to be good; a day ago when null.</param>
    /// <param name="notAfter">When it ends to be good; in seven days when null.</param>
    /// <param name="ellipticCurve">Whether its key is one on P-256 instead of RSA.</param>
    public IssuedClientCertificate IssueClientCertificate(
        string commonName, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null, bool ellipticCurve = false) =>
        landscape.ClientCertificates.Issue(commonName, notBefore, notAfter, ellipticCurve);

    /// <summary>Stops serving; requests still waiting are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await server.DisposeAsync();
        keys.Dispose();
        landscape.Dispose();
    }
}
