using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace BtpEmulator;

/// <summary>Builds the web server: its listeners, what every request passes, and what answers in the end.</summary>
internal sealed class ServerHost(Landscape landscape, EmulatedServiceKeys keys, RequestLog requests, FaultPlan faults, ProxyLog proxied)
{
    public WebApplication Build(int port)
    {
        // Empty: nothing in the environment, such as ASPNETCORE_URLS or an appsettings.json nearby, can change a test double.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.ListenTls(landscape);
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
        app.Use(LandscapeHosts.RouteAsync);
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(ControlEndpoints.Prefix, StringComparison.Ordinal),
            received => received
                .Use(new RequestRecording(requests).InvokeAsync)
                .Use(new FaultInjection(faults, app.Lifetime.ApplicationStopping).InvokeAsync));
        app.UseRouting();
        app.Use(new OperationRecorder(landscape.Settings).InvokeAsync);
        app.Use(new BearerGuard(new BearerTokenVerifier(landscape)).InvokeAsync);
        new ControlEndpoints(landscape, requests, faults).Map(app);
        new LandscapeControl(landscape, keys, proxied).Map(app);
        MapAuthorization(app);
        MapServices(app);
        return app;
    }

    private void MapAuthorization(WebApplication app)
    {
        var rateLimit = new TokenRateLimit(landscape.Settings);
        var codes = new AuthorizationCodeStore();
        new XsuaaTokenEndpoint(landscape, rateLimit, codes).Map(app);
        new AuthorizeEndpoint(landscape, codes).Map(app);
        PasscodePage.Map(app);
        new TokenKeysEndpoint(landscape).Map(app);
        new IdentityTokenEndpoint(landscape, rateLimit).Map(app);
        new IdentityDiscovery(landscape).Map(app);
        new CiamTokenEndpoint(landscape).Map(app);
    }

    private void MapServices(WebApplication app)
    {
        CiamProvisioningService.Map(app);
        new GlobalAccountService(landscape).Map(app);
        new SubaccountsService(landscape).Map(app);
        new ServiceManagerBindingsService(landscape, keys.Uaa).Map(app);
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
        DestinationService.Map(app);
        new ServiceManagerService(landscape, keys.Uaa).Map(app);
        AiCoreService.Map(app);
        DatasetFilesService.Map(app);
        new ExecutionsService(landscape.Settings).Map(app);
        new WorkflowService(landscape.Settings).Map(app);
        new OpenApiService(landscape).Map(app);
    }
}
