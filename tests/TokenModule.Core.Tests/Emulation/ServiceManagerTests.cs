using System.Net;
using System.Text.Json.Nodes;
using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceManagerTests : EmulatedApi
{
    [Theory]
    [InlineData("clientCredentials", GrantType.ClientCredentials)]
    [InlineData(null, GrantType.Password)]
    public async Task A_binding_to_cloud_management_is_a_key_that_gets_a_token_and_calls(string? grantType, GrantType expected)
    {
        string bearer = await Bearer("service-manager");
        string instance = await Create(bearer, "central", grantType);

        JsonObject binding = (await Send(HttpMethod.Post, "/v1/service_bindings", bearer, new { name = "b", service_instance_id = instance })).Body;
        ServiceKey key = ServiceKeyReader.Read(binding["credentials"]!.ToJsonString(), "the binding");

        Assert.Equal(expected, key.GrantType);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, "/accounts/v1/globalAccount", await Bearer(key))).Status);
    }

    [Fact]
    public async Task A_removed_binding_takes_its_client_with_it_and_is_gone_the_second_time()
    {
        string bearer = await Bearer("service-manager");
        string instance = await Create(bearer, "local", "clientCredentials");
        JsonObject binding = (await Send(HttpMethod.Post, "/v1/service_bindings", bearer, new { name = "b", service_instance_id = instance })).Body;
        string path = $"/v1/service_bindings/{binding["id"]}";

        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Delete, path, bearer)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await Send(HttpMethod.Delete, path, bearer)).Status);
        await Assert.ThrowsAnyAsync<Exception>(() => Bearer(ServiceKeyReader.Read(binding["credentials"]!.ToJsonString(), "the binding")));
    }

    [Fact]
    public async Task An_instance_that_is_to_fail_says_so_in_its_operation()
    {
        string bearer = await Bearer("service-manager");
        var body = new { name = "i", service_plan_id = await PlanId(bearer, "central"), parameters = new { fail = true } };

        (HttpStatusCode status, _, Uri? location) = await Send(HttpMethod.Post, "/v1/service_instances", bearer, body);
        JsonObject operation = await Settle(bearer, location!);

        Assert.Equal((HttpStatusCode.Accepted, "failed"), (status, operation["state"]!.ToString()));
        Assert.NotEmpty(operation["description"]!.ToString());
    }

    [Fact]
    public async Task Pages_hold_every_item_once_and_the_last_has_no_token()
    {
        string bearer = await Bearer("service-manager");
        List<string> names = [];
        string? token = "";
        for (int pages = 0; token is not null && pages < 10; pages++)
        {
            JsonObject page = await Get($"/v1/service_plans?max_items=3&token={token}", bearer);
            names.AddRange(page["items"]!.AsArray().Select(plan => plan!["name"]!.ToString()));
            token = page["token"]?.ToString();
        }

        Assert.Null(token);
        Assert.Equal((await Get("/v1/service_plans", bearer))["items"]!.AsArray().Select(plan => plan!["name"]!.ToString()), names);
    }

    [Theory]
    [InlineData("name eq 'cis'", "cis")]
    [InlineData("name ne 'cis' and ready eq true and catalog_name eq 'xsuaa'", "xsuaa")]
    [InlineData("name eq 'cis' and name eq 'xsuaa'", "")]
    [InlineData("name eq 'o''neill and x'", "")]
    public async Task A_field_query_holds_what_all_of_its_conditions_hold(string query, string expected)
    {
        JsonObject found = await Get($"/v1/service_offerings?fieldQuery={Uri.EscapeDataString(query)}", await Bearer("service-manager"));

        Assert.Equal(expected, string.Join(',', found["items"]!.AsArray().Select(offering => offering!["name"]!.ToString())));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("name eq cis")]
    [InlineData("name eq 'cis' and ")]
    [InlineData("name eq 'cis' or name eq 'xsuaa'")]
    [InlineData("name eq 'cis")]
    public async Task What_is_no_field_query_is_refused(string query)
    {
        string path = $"/v1/service_offerings?fieldQuery={Uri.EscapeDataString(query)}";

        Assert.Equal(HttpStatusCode.BadRequest, (await Send(HttpMethod.Get, path, await Bearer("service-manager"))).Status);
    }

    private async Task<string> PlanId(string bearer, string name)
    {
        JsonObject plans = await Get($"/v1/service_plans?fieldQuery={Uri.EscapeDataString($"name eq '{name}'")}", bearer);
        return plans["items"]![0]!["id"]!.ToString();
    }

    private async Task<string> Create(string bearer, string plan, string? grantType)
    {
        object parameters = grantType is null ? new { } : new { grantType };
        (_, _, Uri? location) = await Send(HttpMethod.Post, "/v1/service_instances", bearer, new { name = "i", service_plan_id = await PlanId(bearer, plan), parameters });
        JsonObject operation = await Settle(bearer, location!);
        Assert.Equal("succeeded", operation["state"]!.ToString());
        return operation["resource_id"]!.ToString();
    }

    private async Task<JsonObject> Settle(string bearer, Uri location)
    {
        Assert.False(location.IsAbsoluteUri);
        JsonObject operation = [];
        for (int polls = 0; polls < 10 && operation["state"]?.ToString() is null or "in progress"; polls++)
            operation = await Get(location.OriginalString, bearer);
        return operation;
    }
}
