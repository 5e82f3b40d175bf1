using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using BtpEmulator.Bearer;
using BtpEmulator.Ciam;
using BtpEmulator.Control;
using BtpEmulator.Faults;
using BtpEmulator.Files;
using BtpEmulator.Http;
using BtpEmulator.Ias;
using BtpEmulator.OpenApi;
using BtpEmulator.Paging;
using BtpEmulator.Proxy;
using BtpEmulator.Recording;
using BtpEmulator.ServiceKeys;
using BtpEmulator.ServiceManager;
using BtpEmulator.Services;
using BtpEmulator.Tls;
using BtpEmulator.Xsuaa;
using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator;

/// <summary>Builds the web server: the listeners, the middleware and the endpoints.</summary>
internal sealed class ServerHost(Landscape landscape, EmulatedServiceKeys keys, RequestLog requests, FaultPlan faults, ProxyLog proxied)
{
    public WebApplication Build(int port)
    {
        // An empty builder ignores the environment (ASPNETCORE_URLS, appsettings.json), which must not change a test double.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
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

        WebApplication app = builder.Build();
        // A bug in the emulator must not look like an error of an SAP service.
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
        TokenRateLimit rateLimit = new(landscape.Settings);
        AuthorizationCodeStore codes = new();
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
