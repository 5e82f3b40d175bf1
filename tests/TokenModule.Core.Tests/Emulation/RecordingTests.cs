using System.Net;
using BtpEmulator;

namespace TokenModule;

public sealed class RecordingTests : EmulatedApi
{
    [Fact]
    public async Task The_log_makes_room_for_large_bodies_by_forgetting_the_oldest()
    {
        using HttpClient http = new();
        byte[] mebibyte = new byte[1024 * 1024];
        for (int number = 0; number < 66; number++)
        {
            using HttpResponseMessage answer = await http.PutAsync(new Uri(Btp.Address, $"/file-{number}"), new ByteArrayContent(mebibyte));
        }

        Assert.Equal(2, Btp.Requests.Forgotten);
        Assert.Equal("/file-2", Btp.Requests.All[0].Path);
    }

    [Theory]
    [InlineData("PATCH", "/accounts/v1/directories/x/changeDirectoryFeatures", HttpStatusCode.OK)]
    [InlineData("DELETE", "/accounts/v1/subaccounts/x", HttpStatusCode.OK)]
    [InlineData("GET", "/provisioning/v1/environments", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/v2/lm/nothing", HttpStatusCode.NotFound)]
    public async Task Every_operation_of_cloud_management_is_answered_when_told_to_within_the_scopes_known(string method, string path, HttpStatusCode expected)
    {
        Btp.Settings.AnswerEveryOperation = true;

        Assert.Equal(expected, (await Send(new HttpMethod(method), path, await Bearer(SeedSystem.CloudManagementCentral))).Status);
    }

    [Fact]
    public async Task No_operation_is_answered_without_a_token()
    {
        Btp.Settings.AnswerEveryOperation = true;

        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(HttpMethod.Get, "/accounts/v1/nothing", bearer: null)).Status);
    }
}
