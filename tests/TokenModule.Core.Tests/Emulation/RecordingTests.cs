using System.Net;
using BtpEmulator;

namespace TokenModule;

public sealed class RecordingTests(SharedEmulator shared) : EmulatedApi(shared), IClassFixture<SharedEmulator>
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Log_drops_the_oldest_requests_when_bodies_exceed_its_limit()
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
    public async Task With_AnswerEveryOperation_unknown_operations_succeed_and_known_scopes_are_still_checked(string method, string path,
        HttpStatusCode expected)
    {
        Btp.Settings.AnswerEveryOperation = true;

        Assert.Equal(expected,
            (await SendAsync(new HttpMethod(method), path, await GetBearerTokenAsync(SeedSystem.CloudManagementCentral))).Status);
    }

    [Fact]
    public async Task With_AnswerEveryOperation_a_request_without_a_token_gets_401()
    {
        Btp.Settings.AnswerEveryOperation = true;

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/accounts/v1/nothing", bearer: null)).Status);
    }
}
