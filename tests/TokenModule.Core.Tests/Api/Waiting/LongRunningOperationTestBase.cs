using System.Text;
using System.Text.Json;
using BtpEmulator;
using TokenModule.Api.Bodies;
using TokenModule.Api.Waiting;
using TokenModule.Api;
using TokenModule.Json;

namespace TokenModule;

/// <summary>The base class of tests that wait for operations of the emulator that continue after the response.</summary>
public abstract class LongRunningOperationTestBase : ApiTestBase
{
    private protected LongRunningOperationTestBase(SharedEmulator shared)
        : base(shared)
    {
        shared.Btp.Settings.JobsFail = false;
        shared.Btp.Settings.JobPolls = 2;
    }

    private protected OperationWaiter Waiter => new(Api, Clock);

    private protected async Task<BtpApiRequest> CreateStartRequestAsync(string work, string name) => work switch
    {
        "entitlement" => CreateRequest(HttpMethod.Put, await CreateSignedInKeyAsync(), "/entitlements/v1/subaccountServicePlans",
            new { subaccountServicePlans = new[] { new { serviceName = "cis", servicePlanName = "local",
            assignmentInfo = new[] { new { subaccountGUID = await GetSubaccountAsync(), amount = 1 } } } } }),
        "subscription" => CreateRequest(HttpMethod.Post, ReadKey(SeedSystem.CloudManagementLocal),
            $"/saas-manager/v1/applications/{name}/subscription", new { planName = "standard" }),
        "instance" => CreateRequest(HttpMethod.Post, ReadKey("service-manager"), "/v1/service_instances",
            new { name, service_plan_id = await GetPlanAsync() }),
        "subaccount" => CreateRequest(HttpMethod.Post, await CreateSignedInKeyAsync(), "/accounts/v1/subaccounts",
            new { displayName = name, region = "eu10" }),
        "directory" =>
            CreateRequest(HttpMethod.Post, await CreateSignedInKeyAsync(), "/accounts/v1/directories", new { displayName = name }),
        "environment" => CreateRequest(HttpMethod.Post, ReadKey(SeedSystem.CloudManagementLocal), "/provisioning/v1/environments",
            new { environmentType = "cloudfoundry", planName = "standard", serviceName = "cloudfoundry", name }),
        "document" =>
            CreateUpload(SeedSystem.DocumentInformationExtraction, "document/jobs", """{"clientId":"default","documentType":"invoice"}"""),
        "inference" => CreateRequest(HttpMethod.Post, ReadKey(SeedSystem.BusinessEntityRecognition), "inference/jobs",
            new { text = "invoice 4711", modelName = "sap_email_business_entity" }),
        "training" => CreateUpload(SeedSystem.PersonalizedRecommendation, $"/standard/rs/v1/tenants/t/jobs/file-upload?site={name}", "{}"),
        _ => throw new ArgumentOutOfRangeException(nameof(work)),
    };

    private async Task<string> GetSubaccountAsync() =>
        ParseJson(await SendAsync(CreateGetRequest(await CreateSignedInKeyAsync(), "/accounts/v1/subaccounts"))).GetProperty("value")[0]
        .GetProperty("guid").GetString()!;

    private async Task<string> GetPlanAsync() =>
        ParseJson(await SendAsync(CreateGetRequest(ReadKey("service-manager"), "/v1/service_plans"))).GetProperty("items")[0]
        .GetProperty("id").GetString()!;

    private BtpApiRequest CreateUpload(SeedSystem system, string path, string options)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "sample.pdf");
        if (!File.Exists(file))
            File.WriteAllText(file, "%PDF");
        return CreateRequest(HttpMethod.Post, ReadKey(system), path) with { Body =
            new FormBody([new FilePart("file", SentFile.FromPath(file)), new TextPart("options", Encoding.UTF8.GetBytes(options))]) };
    }

    /// <returns>A member of an answer, or of what lies within it.</returns>
    private protected static string? GetMember(JsonElement root, string path) => path.Split('.')
        .Aggregate((JsonElement?)root, (element, name) => element!.Value.FindMemberOrDefault(name))?.ToString();
}
