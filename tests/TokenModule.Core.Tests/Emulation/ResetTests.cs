using System.Net;
using System.Text.Json.Nodes;
using BtpEmulator;

namespace TokenModule;

/// <summary>A test run keeps one emulator and resets it between its files, so no file may see the resources of another file.</summary>
public sealed class ResetTests : EmulatedApi
{
    [Fact]
    public async Task A_reset_removes_requests_faults_and_settings()
    {
        Btp.Settings.TokenLifetime = TimeSpan.FromSeconds(7);
        Btp.Settings.ClockOffset = TimeSpan.FromHours(2);
        Btp.Faults.Add(new Fault { Path = "/never" });
        await SendAsync(HttpMethod.Get, "/nowhere", bearer: null);

        await ResetAsync();

        EmulatorSettings initial = new();
        Assert.Empty(Btp.Requests.All);
        Assert.Empty(Btp.Faults.Pending);
        Assert.Equal((initial.TokenLifetime, initial.ClockOffset), (Btp.Settings.TokenLifetime, Btp.Settings.ClockOffset));
    }

    [Fact]
    public async Task A_reset_restores_settings_that_the_services_use()
    {
        Btp.Settings.AnswerEveryOperation = true;
        await ResetAsync();
        string bearer = await GetBearerTokenAsync(SeedSystem.CloudManagementCentral);

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "/accounts/v1/nothing", bearer)).Status);

        Btp.Settings.AnswerEveryOperation = true;
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/accounts/v1/nothing", bearer)).Status);
    }

    [Fact]
    public async Task A_reset_removes_created_resources()
    {
        string bearer = await GetBearerTokenAsync("service-manager");
        JsonObject before = await GetJsonAsync("/v1/service_instances", bearer);
        string plan = (await GetJsonAsync("/v1/service_plans", bearer))["items"]![0]!["id"]!.ToString();
        await SendAsync(HttpMethod.Post, "/v1/service_instances", bearer, new { name = "created", service_plan_id = plan });

        await ResetAsync();

        JsonObject after = await GetJsonAsync("/v1/service_instances", bearer);
        Assert.Equal(before["num_items"]!.ToString(), after["num_items"]!.ToString());
    }

    [Fact]
    public async Task A_service_key_from_before_a_reset_remains_valid()
    {
        ServiceKey key = ReadKey(SeedSystem.DocumentInformationExtraction);

        await ResetAsync();

        string bearer = await GetBearerTokenAsync(key);
        Assert.Equal(HttpStatusCode.OK,
            (await SendAsync(HttpMethod.Get, "/document-information-extraction/v1/capabilities", bearer)).Status);
    }

    private async Task ResetAsync()
    {
        using HttpClient http = new();
        using HttpResponseMessage answer = await http.PostAsync(new Uri(Btp.Address, "/_emulator/reset"), content: null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
