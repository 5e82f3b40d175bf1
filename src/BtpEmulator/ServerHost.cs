using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using BtpEmulator.Bearer;
using BtpEmulator.Ci;
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
    private WebApplication? app;
    private volatile RequestDelegate services = _ => Task.CompletedTask;

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

        app = builder.Build();
        // A bug in the emulator must not look like an error of an SAP service.
        app.UseDeveloperExceptionPage();
        app.Use(CorrelationId.InvokeAsync);
        app.Use(LandscapeHosts.RouteAsync);
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(ControlEndpoints.Prefix, StringComparison.Ordinal),
            received => received
                .Use(new RequestRecording(requests).InvokeAsync)
                .Use(new FaultInjection(faults, app.Lifetime.ApplicationStopping).InvokeAsync));
        services = BuildServices(app);
        app.Run(context => services(context));
        return app;
    }

    /// <summary>Makes the emulator behave as if it had just been started. Its addresses, keys and certificates stay the same.</summary>
    public void Reset()
    {
        requests.Clear();
        faults.Clear();
        proxied.Clear();
        landscape.Reset();
        services = BuildServices(app!);
    }

    // The services keep their resources in fields. New services therefore start without the resources that were created before.
    private RequestDelegate BuildServices(WebApplication host)
    {
        ApplicationBuilder pipeline = new(host.Services);
        pipeline.UseRouting();
        pipeline.Use(new OperationRecorder(landscape.Settings).InvokeAsync);
        pipeline.Use(new BearerGuard(new BearerTokenVerifier(landscape)).InvokeAsync);
        pipeline.UseEndpoints(routes =>
        {
            new ControlEndpoints(landscape, requests, faults, Reset).Map(routes);
            new LandscapeControl(landscape, keys, proxied).Map(routes);
            MapAuthorization(routes);
            MapServices(routes);
        });
        return pipeline.Build();
    }

    private void MapAuthorization(IEndpointRouteBuilder routes)
    {
        TokenRateLimit rateLimit = new(landscape.Settings);
        AuthorizationCodeStore codes = new();
        new XsuaaTokenEndpoint(landscape, rateLimit, codes).Map(routes);
        new AuthorizeEndpoint(landscape, codes).Map(routes);
        PasscodePage.Map(routes);
        new TokenKeysEndpoint(landscape).Map(routes);
        new IdentityTokenEndpoint(landscape, rateLimit).Map(routes);
        new RevocationEndpoint(landscape).Map(routes);
        new IdentityDiscovery(landscape).Map(routes);
        new PasscodeService(landscape).Map(routes);
        new CiIdentityProvider(landscape).Map(routes);
        new CiamTokenEndpoint(landscape).Map(routes);
    }

    private void MapServices(IEndpointRouteBuilder routes)
    {
        CiamProvisioningService.Map(routes);
        new GlobalAccountService(landscape).Map(routes);
        new SubaccountsService(landscape).Map(routes);
        new SubaccountMovesService(landscape).Map(routes);
        new ServiceManagerBindingsService(landscape, keys.Uaa).Map(routes);
        new DirectoriesService(landscape).Map(routes);
        new AccountSettingsService(landscape).Map(routes);
        new CustomPropertiesService(landscape).Map(routes);
        new EntitlementsService(landscape).Map(routes);
        new DataCentersService(landscape).Map(routes);
        new ProvisioningService(landscape).Map(routes);
        new SaasApplicationsService(landscape).Map(routes);
        new SaasSubscriptionsService(landscape).Map(routes);
        new EventsService(landscape).Map(routes);
        new JobsService(landscape).Map(routes);
        new DocumentExtractionService(landscape).Map(routes);
        new EntityRecognitionService(landscape).Map(routes);
        new RecommendationService(landscape).Map(routes);
        new RoleCollectionsService().Map(routes);
        new ScimService(landscape.Settings).Map(routes);
        new SubscriptionManagerService(landscape.Settings).Map(routes);
        new DestinationService().Map(routes);
        new ServiceManagerService(landscape, keys.Uaa).Map(routes);
        AiCoreService.Map(routes);
        new DeploymentsService(landscape.Settings).Map(routes);
        DatasetFilesService.Map(routes);
        new ExecutionsService(landscape.Settings).Map(routes);
        new WorkflowService(landscape.Settings).Map(routes);
        new OpenApiService(landscape).Map(routes);
    }
}
