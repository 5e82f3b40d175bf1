using System.Text;
using System.Text.Json;
using BtpEmulator;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Api.Waiting;

namespace TokenModule;

/// <summary>Everything in the emulator that goes on after its answer.</summary>
public abstract class LongWork : ApiCalls
{
    private protected LongWork(SharedEmulator shared)
        : base(shared)
    {
        shared.Btp.Settings.JobsFail = false;
        shared.Btp.Settings.JobPolls = 2;
    }

    private protected OperationWaiter Waiter => new(Api, Clock);

    private protected async Task<BtpApiRequest> Beginning(string work, string name) => work switch
    {
        "entitlement" => Request(HttpMethod.Put, await SignedIn(), "/entitlements/v1/subaccountServicePlans", new { subaccountServicePlans = new[] { new { serviceName = "cis", servicePlanName = "local", assignmentInfo = new[] { new { subaccountGUID = await Subaccount(), amount = 1 } } } } }),
        "subscription" => Request(HttpMethod.Post, Key(SeedSystem.CloudManagementLocal), $"/saas-manager/v1/applications/{name}/subscription", new { planName = "standard" }),
        "instance" => Request(HttpMethod.Post, Key("service-manager"), "/v1/service_instances", new { name, service_plan_id = await Plan() }),
        "subaccount" => Request(HttpMethod.Post, await SignedIn(), "/accounts/v1/subaccounts", new { displayName = name, region = "eu10" }),
        "directory" => Request(HttpMethod.Post, await SignedIn(), "/accounts/v1/directories", new { displayName = name }),
        "environment" => Request(HttpMethod.Post, Key(SeedSystem.CloudManagementLocal), "/provisioning/v1/environments", new { environmentType = "cloudfoundry", planName = "standard", serviceName = "cloudfoundry", name }),
        "document" => Upload(SeedSystem.DocumentInformationExtraction, "document/jobs", """{"clientId":"default","documentType":"invoice"}"""),
        "inference" => Request(HttpMethod.Post, Key(SeedSystem.BusinessEntityRecognition), "inference/jobs", new { text = "invoice 4711", modelName = "sap_email_business_entity" }),
        "training" => Upload(SeedSystem.PersonalizedRecommendation, $"/standard/rs/v1/tenants/t/jobs/file-upload?site={name}", "{}"),
        _ => throw new ArgumentOutOfRangeException(nameof(work)),
    };

    private async Task<string> Subaccount() => Json(await Send(Get(await SignedIn(), "/accounts/v1/subaccounts"))).GetProperty("value")[0].GetProperty("guid").GetString()!;

    private async Task<string> Plan() => Json(await Send(Get(Key("service-manager"), "/v1/service_plans"))).GetProperty("items")[0].GetProperty("id").GetString()!;

    private BtpApiRequest Upload(SeedSystem system, string path, string options)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "sample.pdf");
        if (!File.Exists(file))
            File.WriteAllText(file, "%PDF");
        return Request(HttpMethod.Post, Key(system), path) with { Body = new FormBody([new FilePart("file", SentFile.At(file)), new TextPart("options", Encoding.UTF8.GetBytes(options))]) };
    }

    /// <returns>A member of an answer, or of what lies within it.</returns>
    private protected static string? Member(JsonElement root, string path) => path.Split('.').Aggregate((JsonElement?)root, (element, name) => AnswerJson.Member(element!.Value, name))?.ToString();
}
