using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenRevocationTests : EmulatorTestBase
{
    private readonly HttpTransport transport = new(TimeProvider.System);

    [Fact]
    public async Task Opaque_token_of_UAA_is_revoked_by_its_id()
    {
        TokenRequest request = TokenRequest.FromKey(ReadKey("xsuaa")) with
        {
            AdditionalParameters = [new("token_format", new Secret("opaque"))],
        };
        OAuthToken token = await GetTokenAsync(request);

        await RevokeAsync(token);

        RecordedRequest sent = Btp.Requests.All[^1];
        Assert.Equal(("DELETE", $"/uaa/emulator/oauth/token/revoke/{token.Jti}"), (sent.Method, sent.Path));
        TokenRequestException again = await Assert.ThrowsAsync<TokenRequestException>(() => RevokeAsync(token));
        Assert.Equal(404, again.StatusCode);
        Assert.Contains("token_format = 'opaque'", again.Message);
        Assert.DoesNotContain(token.Jti!, again.Message);
    }

    [Fact]
    public async Task Token_of_the_identity_service_is_revoked_with_the_credential_of_the_client()
    {
        OAuthToken token = await GetTokenAsync(TokenRequest.FromKey(ReadKey("identity")));

        await RevokeAsync(token);

        RecordedRequest sent = Btp.Requests.All[^1];
        Assert.Equal(("POST", "/ias/oauth2/revoke"), (sent.Method, sent.Path));
        Assert.Equal(token.Value.Reveal(), sent.Form["token"]);
        Assert.Equal(token.ClientId, sent.Form["client_id"]);
        Assert.DoesNotContain("grant_type", sent.Form.Keys);
    }

    [Fact]
    public async Task Unknown_server_is_an_error_without_a_request()
    {
        OAuthToken token = await GetTokenAsync(BtpEmulator.SeedSystem.Ciam);
        int before = Btp.Requests.All.Count;

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => RevokeAsync(token));

        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.Equal(before, Btp.Requests.All.Count);
    }

    private Task RevokeAsync(OAuthToken token)
    {
        return new TokenRevocation(transport).RevokeAsync(token, NetworkOptions.Default, CancellationToken.None);
    }
}
