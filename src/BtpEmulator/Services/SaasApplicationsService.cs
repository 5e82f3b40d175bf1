using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>SaaS manager for consumers: applications, their subscriptions, and the jobs that change those.</summary>
internal sealed class SaasApplicationsService
{
    private const string Path = "/saas-manager/v1/applications";

    private readonly Landscape landscape;
    private readonly ResourceStore<SaasApplication> applications;
    private readonly ResourceStore<SaasJob> jobs;

    public SaasApplicationsService(Landscape landscape)
    {
        this.landscape = landscape;
        applications = new ResourceStore<SaasApplication>(landscape.Settings);
        jobs = new ResourceStore<SaasJob>(landscape.Settings);
        Offer("sapappstudiotrial", "SAP Business Application Studio", "SUBSCRIBED");
        Offer("dox-ui", "Document Information Extraction UI", "NOT_SUBSCRIBED");
        Offer("it-cpi-emulator", "Integration Suite", "NOT_SUBSCRIBED");
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Results.Json(new { applications = applications.ReadAll() }))
            .RequireLocalScope("subaccount.application.subscription.read");
        routes.MapGet(Path + "/{name}", (HttpContext context, string name) =>
            applications.Read(name) is { } application ? Results.Json(application) : CreateNotFound(context, name))
            .RequireLocalScope("subaccount.application.subscription.read");
        new SubscriptionDetailsService(applications).Map(routes);
        routes.MapPost(Path + "/{name}/subscription", SubscribeAsync).RequireLocalScope("subaccount.application.subscription.update");
        routes.MapPatch(Path + "/{name}/subscription", UpdateAsync).RequireLocalScope("subaccount.application.subscription.update");
        routes.MapDelete(Path + "/{name}/subscription", Unsubscribe).RequireLocalScope("subaccount.application.subscription.update");
        routes.MapGet("/api/v2.0/jobs/{id}", (HttpContext context, string id) =>
            jobs.Read(id) is { } job ? Results.Json(job) : CloudManagementError.CreateNotFound(context, $"Job {id} not found"))
            .RequireManagementScope(SeedClients.GetLocalScope("job.read"), SeedClients.GetRegistryScope("job.read"));
    }

    public static IResult CreateNotFound(HttpContext context, string name) =>
        CloudManagementError.CreateNotFound(context, $"Application {name} not found");

    private void Offer(string name, string displayName, string state) => applications.Put(name, WithState(new SaasApplication
    {
        AppName = name,
        DisplayName = displayName,
        AppId = $"{name}!b1234",
    }, state));

    private async Task<IResult> SubscribeAsync(HttpContext context, string name)
    {
        JsonObject? parameters = await ReadParametersOrDefaultAsync(context);
        if (!applications.TryFind(name, out SaasApplication? application)) return CreateNotFound(context, name);
        if (application.State is not ("NOT_SUBSCRIBED" or "SUBSCRIBE_FAILED"))
            return CloudManagementError.CreateConflict(context, $"The subaccount is already subscribed to {name}");
        applications.Update(name, subscribed => subscribed with { Parameters = parameters });
        return Start(context, name, "SUBSCRIBED", "SUBSCRIBE_FAILED");
    }

    private async Task<IResult> UpdateAsync(HttpContext context, string name)
    {
        JsonObject? parameters = await ReadParametersOrDefaultAsync(context);
        if (!applications.TryFind(name, out SaasApplication? application)) return CreateNotFound(context, name);
        if (application.State is not ("SUBSCRIBED" or "UPDATE_FAILED")) return CreateNotSubscribed(context, name);
        applications.Update(name, subscribed => subscribed with { Parameters = parameters ?? subscribed.Parameters });
        return Start(context, name, "SUBSCRIBED", "UPDATE_FAILED");
    }

    private static async Task<JsonObject?> ReadParametersOrDefaultAsync(HttpContext context) =>
        (await context.Request.ReadJsonObjectAsync())?["subscriptionParams"]?.DeepClone() as JsonObject;

    private static IResult CreateNotSubscribed(HttpContext context, string name) =>
        CloudManagementError.CreateConflict(context, $"The subaccount is not subscribed to {name}");

    private IResult Unsubscribe(HttpContext context, string name)
    {
        if (!applications.TryFind(name, out SaasApplication? application)) return CreateNotFound(context, name);
        return application.State is "SUBSCRIBED" or "UNSUBSCRIBE_FAILED"
            ? Start(context, name, "NOT_SUBSCRIBED", "UNSUBSCRIBE_FAILED")
            : CreateNotSubscribed(context, name);
    }

    private IResult Start(HttpContext context, string name, string success, string failure)
    {
        string id = Guid.NewGuid().ToString();
        applications.Update(name, application => WithState(application, "IN_PROCESS"));
        jobs.Put(id, new SaasJob(id, "CREATED"), job => Finish(job, name, success, failure), Proceed);
        context.Response.Headers.Location = $"/api/v2.0/jobs/{id}";
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    // A job that is polled several times reports a retry in between.
    private static SaasJob Proceed(SaasJob job) => job with { State = job.State is "STARTED" ? "RETRY" : "STARTED" };

    private SaasJob Finish(SaasJob job, string name, string success, string failure)
    {
        bool failed = landscape.Settings.JobsFail;
        applications.Update(name, application => WithState(application, failed ? failure : success));
        if (!failed) return job with { State = "SUCCEEDED" };
        return job with
        {
            State = "FAILED",
            Error = new { error = "CallbackFailed", message = $"The callback of {name} failed", status = 500 },
        };
    }

    private SaasApplication WithState(SaasApplication application, string state)
    {
        bool subscribed = state is not "NOT_SUBSCRIBED";
        return application with
        {
            State = state,
            SubscribedSubaccountId = subscribed ? Zone.Provider.SubaccountId : null,
            SubscribedTenantId = subscribed ? Zone.Provider.Id : null,
            SubscriptionUrl = state is "SUBSCRIBED" ? $"{landscape.Origin}/{application.AppName}" : null,
            SubscriptionGUID = subscribed ? application.SubscriptionGUID ?? Guid.NewGuid().ToString() : null,
        };
    }
}
