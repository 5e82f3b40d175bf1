using System.Text.Json.Nodes;
using BtpEmulator;

namespace TokenModule.Interop;

/// <summary>For each OpenAPI document of SAP, a mock of Prism and a proxy of Prism before the emulator.</summary>
public sealed class PrismServers : IAsyncLifetime
{
    private readonly InteropDirectory directory = new();
    private readonly Dictionary<string, PrismServer> mocks = [];
    private readonly Dictionary<string, PrismServer> proxies = [];
    private Emulator? emulator;

    /// <summary>Why Prism cannot run here; null where it can.</summary>
    public string? SkipReason { get; private set; }

    internal Emulator Emulator => emulator!;

    public async Task InitializeAsync()
    {
        if (SapDescription.SkipReason is not null)
            return;
        string modules = Path.Combine(AppContext.BaseDirectory, "Prism");
        SkipReason = await NodePackages.InstallAsync(modules);
        if (SkipReason is not null)
            return;

        emulator = await Emulator.StartAsync();
        await Task.WhenAll(SapDescription.All.SelectMany(document => new[] { StartMockAsync(document), StartProxyAsync(document) }));

        async Task StartMockAsync(SapDescription document)
        {
            JsonObject closed = document.ReadWithClosedBodies();
            Add(mocks, document, await PrismServer.StartMockAsync(modules, directory.Write(document.File, closed.ToJsonString())));
        }

        async Task StartProxyAsync(SapDescription document)
        {
            Add(proxies, document, await PrismServer.StartProxyAsync(modules, document.Path, emulator.Address));
        }
    }

    /// <summary>The mock of a service. The bodies of its document are closed.</summary>
    internal PrismServer GetMock(string endpoint) => mocks[endpoint];

    internal PrismServer GetProxy(string endpoint) => proxies[endpoint];

    /// <summary>Skips a test without the documents of SAP, which nobody can install, and without Node.js.</summary>
    internal void Require()
    {
        Skip.If(SapDescription.SkipReason is not null, SapDescription.SkipReason);
        AvailableServer.Require(SkipReason);
    }

    public async Task DisposeAsync()
    {
        foreach (PrismServer server in mocks.Values.Concat(proxies.Values))
        {
            await server.DisposeAsync();
        }

        if (emulator is not null)
            await emulator.DisposeAsync();
        directory.Dispose();
    }

    private static void Add(Dictionary<string, PrismServer> servers, SapDescription document, PrismServer server)
    {
        lock (servers)
        {
            servers.Add(document.Endpoint, server);
        }
    }
}
