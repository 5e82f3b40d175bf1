using BtpEmulator;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

public sealed class TokenExchangeTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private protected override TimeProvider Time => TimeProvider.System;

    [Theory]
    [InlineData(null, null)]
    [InlineData("id_token", "urn:ietf:params:oauth:token-type:id_token")]
    [InlineData("urn:sap:identity:oauth:token-type:saml2-header", "urn:sap:identity:oauth:token-type:saml2-header")]
    public async Task Token_of_a_user_is_exchanged(string? requested, string? sent)
    {
        OAuthToken user = await GetTokenAsync(CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "bob@example.com", "Efgh"));
        string? type = requested is null ? null : TokenExchangeGrant.CompleteType(requested);

        OAuthToken token = await GetTokenAsync(new TokenRequest(ReadKey("identity"), new TokenExchangeGrant(user.Value, type)));

        Assert.Equal(GrantType.TokenExchange, token.GrantType);
        Assert.Equal("bob@example.com", TokenClaims.Parse(token.Value.Reveal(), Time).Email);
        RecordedRequest request = Btp.Requests.All[^1];
        Assert.Equal("urn:ietf:params:oauth:grant-type:token-exchange", request.Form["grant_type"]);
        Assert.Equal("urn:ietf:params:oauth:token-type:jwt", request.Form["subject_token_type"]);
        Assert.Equal(sent, request.Form.GetValueOrDefault("requested_token_type"));
    }

    [Fact]
    public void Opaque_token_is_an_access_token()
    {
        TokenExchangeGrant grant = new(new Secret("opaque"), requestedType: null);

        Assert.Contains(new("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"), grant.Parameters);
    }

    [Theory]
    [InlineData("techDependency", "urn:sap:identity:application:provider:name:techDependency")]
    [InlineData("urn:sap:identity:sso", "urn:sap:identity:sso")]
    [InlineData("https://api.example/v1", "https://api.example/v1")]
    public async Task Resource_is_sent_and_is_part_of_the_cache_key(string name, string expected)
    {
        ServiceKey key = ReadKey("identity");
        TokenRequest request = TokenRequest.FromKey(key) with { Resources = [ResourceName.Complete(name)] };

        OAuthToken token = await GetTokenAsync(request);

        Assert.Equal(expected, Btp.Requests.All[^1].Form["resource"]);
        Assert.Same(token, await GetTokenAsync(request));
        Assert.NotSame(token, await GetTokenAsync(TokenRequest.FromKey(key)));
    }

    [Fact]
    public void Requested_type_requires_an_exchange()
    {
        GrantInput input = new() { Assertion = new Secret("a"), RequestedTokenType = "id_token" };

        Assert.Contains("TokenExchange", Assert.Throws<TokenRequestException>(() => input.ChooseGrantOrDefault(null)).Message);
        Assert.IsType<TokenExchangeGrant>(input.ChooseGrantOrDefault(GrantType.TokenExchange));
        Assert.IsType<JwtBearerGrant>((input with { RequestedTokenType = null }).ChooseGrantOrDefault(null));
    }
}
