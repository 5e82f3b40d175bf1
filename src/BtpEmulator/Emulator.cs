using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace BtpEmulator;

/// <summary>A BTP on 127.0.0.1: token endpoints and APIs that answer as SAP's do, or as badly as they are told to.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly Landscape landscape = new();
    private readonly ServiceKeyRing keys;
    private readonly WebApplication server;

    private Emulator(int port)
    {
        keys = new ServiceKeyRing(landscape);
        server = Build(port);
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:43123/</c>.</summary>
    public Uri Address => landscape.Address;

    /// <summary>What it received; control requests are left out.</summary>
    public RequestLog Requests { get; } = new();

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

        emulator.landscape.Address = new Uri(emulator.server.Urls.First());
        return emulator;
    }

    /// <summary>The text of a system's service key.</summary>
    public string ServiceKeyJson(SeedSystem system) => keys.Write(system);

    /// <summary>Writes the service key of every system into a directory and returns the paths.</summary>
    public IReadOnlyList<string> WriteServiceKeys(string directory) => ServiceKeyFiles.Write(keys, directory);

    /// <summary>Stops serving; requests still waiting are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        landscape.Dispose();
    }

    private WebApplication Build(int port)
    {
        // Empty: nothing in the environment, such as ASPNETCORE_URLS or an appsettings.json nearby, can change a test double.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });

        var app = builder.Build();
        // A bug in here must not look like a failing SAP service.
        app.UseDeveloperExceptionPage();
        app.Use(CorrelationId.InvokeAsync);
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(ControlEndpoints.Prefix, StringComparison.Ordinal),
            received => received
                .Use(new RequestRecording(Requests).InvokeAsync)
                .Use(new FaultInjection(Faults, app.Lifetime.ApplicationStopping).InvokeAsync));
        app.UseRouting();
        app.Use(new BearerGuard(new TokenVerifier(landscape)).InvokeAsync);
        MapEndpoints(app);
        return app;
    }

    private void MapEndpoints(WebApplication app)
    {
        new ControlEndpoints(landscape, Requests, Faults).Map(app);
        new TokenEndpoint(landscape).Map(app);
        new TokenKeysEndpoint(landscape).Map(app);
        new CiamTokenEndpoint(landscape).Map(app);
        CiamProvisioningService.Map(app);
        new GlobalAccountService(landscape).Map(app);
        new SubaccountsService(landscape).Map(app);
        new ServiceManagementBindingService(landscape).Map(app);
        new DirectoriesService(landscape).Map(app);
        new EntitlementsService(landscape).Map(app);
        new DataCentersService(landscape).Map(app);
        new ProvisioningService(landscape).Map(app);
        new SaasApplicationsService(landscape).Map(app);
        new SaasSubscriptionsService(landscape).Map(app);
        new EventsService(landscape).Map(app);
        new JobsService(landscape).Map(app);
        new DocumentExtractionService(landscape).Map(app);
        new EntityRecognitionService(landscape).Map(app);
        new RecommendationService(landscape).Map(app);
    }
}
