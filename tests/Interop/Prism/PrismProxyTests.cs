using System.Text.Json.Nodes;
using TokenModule.Http;

namespace TokenModule.Interop;

[Collection(nameof(PrismServers))]
[Trait("Category", "Slow")]
public sealed class PrismProxyTests(PrismServers servers) : IDisposable
{
    // The tests that create these resources also read them.
    private static readonly string[] WithoutResource =
    [
        "getEnvironmentInstanceBinding", "getJobRelatedToSaasApplicationById", "getServiceManagementBinding", "getServiceManagerBindingV2",
        "getStatus",
    ];

    private readonly PrismClient client = new(servers);

    public void Dispose() => client.Dispose();

    [SkippableTheory]
    [InlineData("accounts")]
    [InlineData("entitlements")]
    [InlineData("provisioning")]
    [InlineData("saas_registry")]
    public async Task Responses_to_reads_conform_to_the_document(string endpoint)
    {
        servers.Require();
        BtpOperation[] reads = [.. SampleOperations.Find(endpoint).Where(operation => operation.Method == "GET")];
        List<string> succeeded = [];
        foreach (BtpOperation operation in reads)
        {
            TransportResponse response = await client.CallAsync(operation, body: null, SampleOperations.GetIds(operation));
            if (response.IsSuccess)
                succeeded.Add(operation.OperationId);
        }

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
        Assert.Equal(reads.Select(operation => operation.OperationId).Except(WithoutResource), succeeded);
    }

    [SkippableFact]
    public async Task Subaccount_is_created_changed_and_deleted()
    {
        servers.Require();
        JsonObject labels = new() { ["Cost center"] = new JsonArray("4711") };
        JsonObject created = await client.CallAsync(
            "accounts",
            "createSubaccount",
            new() { ["displayName"] = "prism", ["region"] = "eu10", ["labels"] = labels });
        (string, string) guid = ("subaccountGUID", (string)created["guid"]!);

        await client.CallAsync("accounts", "getSubaccount", null, guid);
        await client.CallAsync(
            "accounts", "updateSubaccount", new() { ["displayName"] = "changed", ["labels"] = labels.DeepClone() }, guid);
        await client.CallAsync("accounts", "createSubaccountLabels", new() { ["labels"] = labels.DeepClone() }, guid);
        await client.CallAsync("accounts", "getSubaccountLabels", null, guid);
        await client.CallAsync("accounts", "deleteSubaccountLabels", null, guid);
        await ChangeSettingsAsync("createOrUpdateSubaccountSettings", "getSubaccountSettings", "deleteSubaccountSettings", guid);
        await client.CallAsync("accounts", "createServiceManagementBinding", null, guid);
        await client.CallAsync("accounts", "getServiceManagementBinding", null, guid);
        await client.CallAsync("accounts", "deleteServiceManagementBindingOfSubaccount", null, guid);
        await client.CallAsync("accounts", "createServiceManagerBindingV2", new() { ["name"] = "prism" }, guid);
        await client.CallAsync("accounts", "getServiceManagerBindingV2", null, guid, ("bindingName", "prism"));
        await client.CallAsync("accounts", "deleteServiceManagerBindingV2", null, guid, ("bindingName", "prism"));
        await client.CallAsync("accounts", "deleteSubaccount", null, guid);

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
    }

    [SkippableFact]
    public async Task Directory_is_created_changed_and_deleted()
    {
        servers.Require();
        JsonObject labels = new() { ["Cost center"] = new JsonArray("4711") };
        JsonObject created = await client.CallAsync("accounts", "createDirectory", new() { ["displayName"] = "prism" });
        (string, string) guid = ("directoryGUID", (string)created["guid"]!);

        await client.CallAsync("accounts", "getDirectory", null, guid);
        await client.CallAsync("accounts", "updateDirectory", new() { ["displayName"] = "changed" }, guid);
        JsonArray features = new("DEFAULT", "ENTITLEMENTS");
        JsonObject changed = await client.CallAsync(
            "accounts", "updateDirectoryFeatures", new() { ["directoryFeatures"] = features }, guid);
        Assert.Equal(2, changed["directoryFeatures"]!.AsArray().Count);
        await client.CallAsync("accounts", "createDirectoryLabels", new() { ["labels"] = labels }, guid);
        await client.CallAsync("accounts", "getDirectoryLabels", null, guid);
        await client.CallAsync("accounts", "deleteDirectoryLabels", null, guid);
        await ChangeSettingsAsync("createOrUpdateDirectorySettings", "getDirectorySettings", "deleteDirectorySettings", guid);
        await client.CallAsync("accounts", "deleteDirectory", null, guid);

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
    }

    [SkippableFact]
    public async Task Subaccount_is_moved_to_a_directory_and_back()
    {
        servers.Require();
        JsonObject created = await client.CallAsync(
            "accounts", "createSubaccount", new() { ["displayName"] = "moved", ["region"] = "eu10" });
        (string Name, string Id) guid = ("subaccountGUID", (string)created["guid"]!);
        string globalAccount = (string)created["parentGUID"]!;
        JsonObject back = new()
        {
            ["sourceGuid"] = SampleOperations.Directory,
            ["targetGuid"] = globalAccount,
            ["subaccountGuids"] = new JsonArray(guid.Id),
        };

        await client.CallAsync("accounts", "moveSubaccount", new() { ["targetAccountGUID"] = SampleOperations.Directory }, guid);
        Assert.Equal(SampleOperations.Directory, await ReadParentAsync(guid));
        await client.CallAsync("accounts", "moveSubaccounts", new() { ["subaccountsToMoveCollection"] = new JsonArray(back) });
        Assert.Equal(globalAccount, await ReadParentAsync(guid));
        await client.CallAsync("accounts", "deleteSubaccount", null, guid);

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
    }

    [SkippableFact]
    public async Task Global_account_is_changed()
    {
        servers.Require();

        await client.CallAsync("accounts", "updateGlobalAccount", new() { ["description"] = "changed" });

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
    }

    [SkippableFact]
    public async Task Environment_instance_is_created_changed_and_deleted()
    {
        servers.Require();
        JsonObject created = await client.CallAsync(
            "provisioning",
            "createEnvironmentInstance",
            new()
            {
                ["environmentType"] = "cloudfoundry",
                ["planName"] = "standard",
                ["serviceName"] = "cloudfoundry",
                ["parameters"] = new JsonObject { ["instance_name"] = "prism" },
            });
        (string, string) id = ("environmentInstanceId", (string)created["id"]!);

        await client.CallAsync("provisioning", "getEnvironmentInstance", null, id);
        await client.AcceptAsync("provisioning", "updateEnvironmentInstance", new() { ["planName"] = "free" }, id);
        await client.CallAsync("provisioning", "getEnvironmentInstance", null, id);
        await client.CallAsync(
            "provisioning", "createEnvironmentInstanceLabels", new() { ["labels"] = new JsonObject { ["tags"] = new JsonArray("a") } }, id);
        await client.CallAsync("provisioning", "getEnvironmentInstanceLabels", null, id);
        await client.CallAsync("provisioning", "deleteEnvironmentInstanceLabels", null, id);
        string? location = await client.AcceptAsync("provisioning", "createEnvironmentInstanceBinding", [], id);
        (string, string) binding = ("bindingId", location!.Split('/')[^1]);
        await client.CallAsync("provisioning", "getAllEnvironmentInstanceBindings", null, id);
        await client.CallAsync("provisioning", "getEnvironmentInstanceBinding", null, id, binding);
        await client.CallAsync("provisioning", "deleteEnvironmentInstanceBinding", null, id, binding);
        await client.AcceptAsync("provisioning", "deleteEnvironmentInstance", null, id);

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
    }

    [SkippableFact]
    public async Task Subscription_is_created_changed_and_deleted()
    {
        servers.Require();
        (string, string) name = ("appName", "dox-ui");
        JsonObject parameters = new() { ["subscriptionParams"] = new JsonObject { ["size"] = new JsonObject { ["users"] = 5 } } };

        await WaitForJobAsync(await client.AcceptAsync("saas_registry", "createSubscriptionAsync", parameters, name));
        await client.CallAsync("saas_registry", "getSubscriptionParams", null, name);
        await client.CallAsync(
            "saas_registry", "upsertSubscriptionLabels", new() { ["labels"] = new JsonObject { ["tags"] = new JsonArray("a") } }, name);
        await client.CallAsync("saas_registry", "getEntitledApplication", null, name);
        await client.CallAsync("saas_registry", "getSubscriptionLabels", null, name);
        await client.CallAsync("saas_registry", "deleteSubscriptionLabels", null, name);
        await WaitForJobAsync(await client.AcceptAsync("saas_registry", "updateSubscriptionParametersAsync", parameters, name));
        await WaitForJobAsync(await client.AcceptAsync("saas_registry", "deleteSubscriptionAsync", null, name));

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
    }

    [SkippableFact]
    public async Task Service_plan_is_assigned_to_a_subaccount()
    {
        servers.Require();
        JsonObject assignment = new() { ["subaccountGUID"] = SampleOperations.Subaccount, ["amount"] = 1 };
        JsonObject plan = new() { ["serviceName"] = "cis", ["servicePlanName"] = "local", ["assignmentInfo"] = new JsonArray(assignment) };

        string? location = await client.AcceptAsync(
            "entitlements", "setServicePlans", new() { ["subaccountServicePlans"] = new JsonArray(plan) });
        foreach (string endpoint in SapDescription.All.Select(document => document.Endpoint))
        {
            await client.CallAsync(endpoint, "getStatus", null, ("jobInstanceIdOrUniqueId", location!.Split('/')[^2]));
        }

        await client.CallAsync("entitlements", "getDirectoryAssignments", null);

        Assert.True(client.Violations.Count == 0, string.Join(Environment.NewLine, client.Violations));
    }

    private async Task<string?> ReadParentAsync((string, string) guid)
    {
        JsonObject subaccount;
        do
        {
            subaccount = await client.CallAsync("accounts", "getSubaccount", null, guid);
        }
        while ((string?)subaccount["state"] is "MOVING");

        return (string?)subaccount["parentGUID"];
    }

    private async Task ChangeSettingsAsync(string changeOperation, string readOperation, string deleteOperation, (string, string) guid)
    {
        JsonObject setting = new() { ["key"] = "limits", ["value"] = new JsonObject { ["members"] = 10 } };
        await client.CallAsync("accounts", changeOperation, new() { ["entitySettings"] = new JsonArray(setting) }, guid);
        await client.CallAsync("accounts", readOperation, null, guid);
        await client.DeleteAsync("accounts", deleteOperation, "?keys=limits", guid);
        Assert.Empty((await client.CallAsync("accounts", readOperation, null, guid))["values"]!.AsArray());
    }

    private async Task WaitForJobAsync(string? location)
    {
        string? state;
        do
        {
            JsonObject job = await client.CallAsync(
                "saas_registry", "getJobRelatedToSaasApplicationById", null, ("jobUuid", location!.Split('/')[^1]));
            state = (string?)job["state"];
        }
        while (state is "CREATED" or "STARTED" or "RETRY");

        Assert.Equal("SUCCEEDED", state);
    }
}
