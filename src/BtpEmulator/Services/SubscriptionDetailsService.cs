using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>SaaS manager for consumers: the labels and the parameters of subscriptions.</summary>
internal sealed class SubscriptionDetailsService(ResourceStore<SaasApplication> applications)
{
    private const string Path = "/saas-manager/v1/applications/{name}/subscription";
    private const string ReadScope = "subaccount.application.subscription.read";
    private const string UpdateScope = "subaccount.application.subscription.update";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/labels", (HttpContext context, string name) => RespondWithLabels(context, name, applications.Read(name)))
            .RequireLocalScope(ReadScope);
        routes.MapPut(Path + "/labels", SetLabelsAsync).RequireLocalScope(UpdateScope);
        routes.MapDelete(
            Path + "/labels",
            (HttpContext context, string name) =>
                RespondWithLabels(context, name, applications.Update(name, application => application with { Labels = null })))
            .RequireLocalScope(UpdateScope);
        routes.MapGet(Path + "/parameters", (HttpContext context, string name) =>
            applications.TryFind(name, out SaasApplication? application)
                ? Results.Json(application.Parameters ?? [])
                : SaasApplicationsService.CreateNotFound(context, name))
            .RequireLocalScope(ReadScope);
    }

    private static IResult RespondWithLabels(HttpContext context, string name, SaasApplication? application) =>
        application is null ? SaasApplicationsService.CreateNotFound(context, name) : AccountLabels.CreateResponse(application.Labels);

    private async Task<IResult> SetLabelsAsync(HttpContext context, string name) =>
        await context.Request.ReadJsonObjectAsync() is { } body && AccountLabels.ReadOrDefault(body) is { } labels
            ? RespondWithLabels(context, name, applications.Update(name, application => application with { Labels = labels }))
            : CloudManagementError.CreateBadRequest(context, "labels must not be empty");
}
