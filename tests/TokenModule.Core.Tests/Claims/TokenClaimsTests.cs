using System.Collections.Specialized;

namespace TokenModule;

public sealed class TokenClaimsTests
{
    private const string UserToken = """
        {
          "jti": "j-1", "sub": "u-1", "scope": ["cis-central!b14.global-account.read", "openid"], "client_id": "other", "cid": "sb-ut!b1|cis-central!b14",
          "grant_type": "password", "user_id": "u-1", "user_name": "anna@example.com", "email": "anna@example.com", "given_name": "Anna", "origin": "sap.default",
          "iat": 1700000000, "nbf": "1700000000", "exp": 1700043199.5, "iss": "https://sub.authentication.example/oauth/token", "zid": "z-1", "aud": ["cis-central!b14", "openid"],
          "ext_attr": {"enhancer": "XSUAA", "subaccountid": "s-1", "zdn": "sub", "serviceinstanceid": "i-1"},
          "xs.user.attributes": {"country": ["DE", "FR"]},
          "xs.system.attributes": {"xs.saml.groups": ["g-1"], "xs.rolecollections": ["Global Account Administrator"]},
          "az_attr": {"x": null, "y": [1, 2.5, true]}
        }
        """;

    [Fact]
    public void XSUAA_claims_are_exposed_as_properties()
    {
        TokenClaims claims = TestJwt.ReadClaims(UserToken);

        Assert.Equal(("RS256", "key-1", "JWT"), (claims.Algorithm, claims.KeyId, claims.Type));
        Assert.Equal(("https://sub.authentication.example/oauth/token", "u-1", "sb-ut!b1|cis-central!b14", "password"),
            (claims.Issuer, claims.Subject, claims.ClientId, claims.GrantType));
        Assert.Equal(("anna@example.com", "anna@example.com", "sap.default", "z-1"),
            (claims.UserName, claims.Email, claims.Origin, claims.ZoneId));
        Assert.Equal(("s-1", "sub", "i-1"), (claims.SubaccountId, claims.Subdomain, claims.ServiceInstanceId));
        Assert.Equal(["Global Account Administrator"], claims.RoleCollections);
        Assert.Equal(["g-1"], claims.Groups);
        Assert.Equal(new[] { "DE", "FR" }, claims.UserAttributes["country"]);
        Assert.Equal(["cis-central!b14", "openid"], claims.Audience);
    }

    [Fact]
    public void Times_are_read_from_integers_fractions_and_text()
    {
        TokenClaims claims = TestJwt.ReadClaims(UserToken);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), claims.IssuedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), claims.NotBefore);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1700043199500), claims.ExpiresAt);
        Assert.True(claims.IsExpired);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"exp":"soon"}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e300}""")]
    [InlineData("""{"exp":[1]}""")]
    public void Invalid_time_is_read_as_null(string claims)
    {
        Assert.Null(TestJwt.ReadClaims(claims).ExpiresAt);
        Assert.Null(TestJwt.ReadClaims(claims).ExpiresIn);
        Assert.False(TestJwt.ReadClaims(claims).IsExpired);
    }

    [Fact]
    public void Remaining_lifetime_follows_the_clock()
    {
        TestClock clock = new();
        TokenClaims claims = TokenClaims.Parse(TestJwt.Create($$"""{"exp":{{clock.GetUtcNow().ToUnixTimeSeconds() + 60}}}"""), clock);

        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), claims.ExpiresIn);
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.True(claims.IsExpired);
    }

    [Fact]
    public void Scopes_and_audience_are_read_from_arrays_and_text()
    {
        TokenClaims claims = TestJwt.ReadClaims("""{"scope":"a.read a.write","aud":"one"}""");

        Assert.Equal(["a.read", "a.write"], claims.Scopes);
        Assert.Equal(["one"], claims.Audience);
    }

    [Theory]
    [InlineData("cis-central!b14.global-account.read", "global-account.read")]
    [InlineData("na-1234!b5|cis.central!b14.subaccount.read", "subaccount.read")]
    [InlineData("my.app!t77.Read", "Read")]
    [InlineData("on-premise.app.Read", "Read")]
    [InlineData("uaa.resource", "uaa.resource")]
    [InlineData("openid", "openid")]
    public void Local_scope_name_omits_the_application(string scope, string expected)
    {
        TokenClaims claims = TestJwt.ReadClaims($$"""{"scope":["{{scope}}"],"aud":["on-premise", "on-premise.app", "uaa"]}""");

        Assert.Equal([expected], claims.LocalScopes);
    }

    [Fact]
    public void Attributes_are_also_found_in_ext_cxt()
    {
        TokenClaims claims =
            TestJwt.ReadClaims("""{"ext_cxt":{"xs.user.attributes":{"a":["1"]},"xs.system.attributes":{"xs.rolecollections":["rc"]}}}""");

        Assert.Equal(["rc"], claims.RoleCollections);
        Assert.Equal(new[] { "1" }, claims.UserAttributes["a"]);
    }

    [Fact]
    public void Claims_keep_their_order()
    {
        OrderedDictionary all = TestJwt.ReadClaims(UserToken).Claims;

        Assert.Equal(["jti", "sub", "scope", "client_id"], all.Keys.Cast<string>().Take(4));
        OrderedDictionary attributes = Assert.IsType<OrderedDictionary>(all["az_attr"]);
        Assert.Null(attributes["x"]);
        Assert.Equal(new object[] { 1L, 2.5, true }, attributes["y"]);
        Assert.Equal("key-1", TestJwt.ReadClaims(UserToken).Header["kid"]);
    }

    [Fact]
    public void Token_that_was_only_read_is_not_verified()
    {
        Assert.False(TestJwt.ReadClaims(UserToken).SignatureVerified);
    }
}
