using System.Net;
using System.Text.Json.Nodes;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class ServiceManagerTests : EmulatedApi
{
    [Theory]
    [InlineData("clientCredentials", GrantType.ClientCredentials)]
    [InlineData(null, GrantType.Password)]
    public async Task Cloud_Management_binding_is_a_key_that_can_get_a_token_and_call_the_API(string? grantType, GrantType expected)
    {
        string bearer = await GetBearerTokenAsync("service-manager");
        string instance = await CreateInstanceAsync(bearer, "central", grantType);

        JsonObject binding =
            (await SendAsync(HttpMethod.Post, "/v1/service_bindings", bearer, new { name = "b", service_instance_id = instance })).Body;
        ServiceKey key = ServiceKeyReader.ReadKey(binding["credentials"]!.ToJsonString(), "the binding");

        Assert.Equal(expected, key.GrantType);
        Assert.Equal(HttpStatusCode.OK,
            (await SendAsync(HttpMethod.Get, "/accounts/v1/globalAccount", await GetBearerTokenAsync(key))).Status);
    }

    [Fact]
    public async Task Deleted_binding_loses_its_client_and_a_second_delete_returns_410()
    {
        string bearer = await GetBearerTokenAsync("service-manager");
        string instance = await CreateInstanceAsync(bearer, "local", "clientCredentials");
        JsonObject binding =
            (await SendAsync(HttpMethod.Post, "/v1/service_bindings", bearer, new { name = "b", service_instance_id = instance })).Body;
        string path = $"/v1/service_bindings/{binding["id"]}";

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Delete, path, bearer)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await SendAsync(HttpMethod.Delete, path, bearer)).Status);
        ServiceKey removed = ServiceKeyReader.ReadKey(binding["credentials"]!.ToJsonString(), "the binding");
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => GetBearerTokenAsync(removed));
        Assert.Equal(Failure.ClientRejected, error.Failure);
    }

    [Fact]
    public async Task Operation_of_a_failing_instance_reports_the_failure()
    {
        string bearer = await GetBearerTokenAsync("service-manager");
        var body = new { name = "i", service_plan_id = await FindPlanIdAsync(bearer, "central"), parameters = new { fail = true } };

        (HttpStatusCode status, _, Uri? location) = await SendAsync(HttpMethod.Post, "/v1/service_instances", bearer, body);
        JsonObject operation = await WaitForOperationAsync(bearer, location!);

        Assert.Equal((HttpStatusCode.Accepted, "failed"), (status, operation["state"]!.ToString()));
        Assert.NotEmpty(operation["description"]!.ToString());
    }

    [Fact]
    public async Task Pages_contain_every_item_once_and_the_last_page_has_no_token()
    {
        string bearer = await GetBearerTokenAsync("service-manager");
        List<string> names = [];
        string? token = "";
        for (int pages = 0; token is not null && pages < 10; pages++)
        {
            JsonObject page = await GetJsonAsync($"/v1/service_plans?max_items=3&token={token}", bearer);
            names.AddRange(page["items"]!.AsArray().Select(plan => plan!["name"]!.ToString()));
            token = page["token"]?.ToString();
        }

        Assert.Null(token);
        Assert.Equal((await GetJsonAsync("/v1/service_plans", bearer))["items"]!.AsArray().Select(plan => plan!["name"]!.ToString()),
            names);
    }

    [Theory]
    [InlineData("name eq 'cis'", "cis")]
    [InlineData("name ne 'cis' and ready eq true and catalog_name eq 'xsuaa'", "xsuaa")]
    [InlineData("name eq 'cis' and name eq 'xsuaa'", "")]
    [InlineData("name eq 'o''neill and x'", "")]
    public async Task Field_query_returns_the_items_that_match_all_conditions(string query, string expected)
    {
        JsonObject found = await GetJsonAsync($"/v1/service_offerings?fieldQuery={Uri.EscapeDataString(query)}",
            await GetBearerTokenAsync("service-manager"));

        Assert.Equal(expected, string.Join(',', found["items"]!.AsArray().Select(offering => offering!["name"]!.ToString())));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("name eq cis")]
    [InlineData("name eq 'cis' and ")]
    [InlineData("name eq 'cis' or name eq 'xsuaa'")]
    [InlineData("name eq 'cis")]
    public async Task Invalid_field_query_is_rejected(string query)
    {
        string path = $"/v1/service_offerings?fieldQuery={Uri.EscapeDataString(query)}";

        Assert.Equal(HttpStatusCode.BadRequest,
            (await SendAsync(HttpMethod.Get, path, await GetBearerTokenAsync("service-manager"))).Status);
    }

    private async Task<string> FindPlanIdAsync(string bearer, string name)
    {
        JsonObject plans = await GetJsonAsync($"/v1/service_plans?fieldQuery={Uri.EscapeDataString($"name eq '{name}'")}", bearer);
        return plans["items"]![0]!["id"]!.ToString();
    }

    private async Task<string> CreateInstanceAsync(string bearer, string plan, string? grantType)
    {
        object parameters = grantType is null ? new { } : new { grantType };
        (_, _, Uri? location) = await SendAsync(HttpMethod.Post, "/v1/service_instances", bearer,
            new { name = "i", service_plan_id = await FindPlanIdAsync(bearer, plan), parameters });
        JsonObject operation = await WaitForOperationAsync(bearer, location!);
        Assert.Equal("succeeded", operation["state"]!.ToString());
        return operation["resource_id"]!.ToString();
    }

    private async Task<JsonObject> WaitForOperationAsync(string bearer, Uri location)
    {
        Assert.False(location.IsAbsoluteUri);
        JsonObject operation = [];
        for (int polls = 0; polls < 10 && operation["state"]?.ToString() is null or "in progress"; polls++)
            operation = await GetJsonAsync(location.OriginalString, bearer);
        return operation;
    }
}
