using TokenModule.Checks;
using TokenModule.Claims.Verification;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenTrustTests
{
    private static readonly Uri OtherKeys = new("https://other.example/token_keys");

    private readonly ServiceKeyRing session = new();
    private readonly ServiceKey tenantKey = TestServiceKeys.Read("""
        {
          "uaa": {
            "clientid": "sb-app!t1", "clientsecret": "secret", "url": "https://own.authentication.eu10.example",
            "uaadomain": "authentication.eu10.example", "identityzone": "own"
          }
        }
        """);

    private readonly ServiceKey key = TestServiceKeys.Read("""
        {
          "uaa": {
            "clientid": "sb-app!t1", "clientsecret": "secret", "url": "https://sub.authentication.example",
            "xsappname": "app!t1", "verificationkey": "the PEM of the key"
          }
        }
        """);

    [Fact]
    public void Service_key_is_trusted_with_its_own_and_its_published_keys()
    {
        TrustedKeys trusted = new TokenTrust { ServiceKey = key }.GetTrustedKeys();

        Assert.Equal("the PEM of the key", trusted.Pem);
        Assert.Equal(key.JwksUri, trusted.Published);
    }

    [Fact]
    public void Offline_verification_uses_no_published_keys()
    {
        TrustedKeys trusted = new TokenTrust { ServiceKey = key, JwksUri = OtherKeys, Offline = true }.GetTrustedKeys();

        Assert.Equal("the PEM of the key", trusted.Pem);
        Assert.Null(trusted.Published);
    }

    [Fact]
    public void Address_of_published_keys_replaces_the_keys_of_the_service_key()
    {
        TrustedKeys trusted = new TokenTrust { ServiceKey = key, JwksUri = OtherKeys }.GetTrustedKeys();

        Assert.Null(trusted.Pem);
        Assert.Equal(OtherKeys, trusted.Published);
    }

    [Fact]
    public void Client_and_application_of_the_service_key_are_expected()
    {
        ExpectedClaims expected = new TokenTrust { ServiceKey = key, JwksUri = OtherKeys }.GetExpectedClaims();

        Assert.Equal(["sb-app!t1", "app!t1"], expected.Client);
    }

    [Fact]
    public void Key_of_the_token_is_used_when_no_service_key_was_given()
    {
        Assert.Same(key, new TokenTrust().ResolveServiceKey(session, CreateToken(TokenRequest.FromKey(key))).ServiceKey);
    }

    [Fact]
    public void Given_service_key_has_precedence_over_the_key_of_the_token()
    {
        TokenTrust trust = new() { ServiceKey = key };

        Assert.Same(key, trust.ResolveServiceKey(session, CreateToken(TokenRequest.FromKey(TestServiceKeys.CreateForClient()))).ServiceKey);
    }

    [Fact]
    public void Only_key_of_the_session_is_used_when_nothing_else_names_a_key()
    {
        session.Add(key);

        Assert.Same(key, new TokenTrust { Issuer = "https://issuer.example" }.ResolveServiceKey(session, token: null).ServiceKey);
    }

    [Fact]
    public void Address_of_published_keys_needs_no_service_key()
    {
        Assert.Null(new TokenTrust { JwksUri = OtherKeys }.ResolveServiceKey(session, token: null).ServiceKey);
    }

    [Fact]
    public void Offline_verification_needs_a_service_key()
    {
        TokenTrust trust = new() { JwksUri = OtherKeys, Offline = true };

        Assert.Equal(Failure.ServiceKeyNotFound, Assert.Throws<ServiceKeyException>(() => trust.ResolveServiceKey(session, null)).Failure);
    }

    [Fact]
    public void Issuer_requires_verification() => Assert.True(new TokenTrust { Issuer = "https://issuer.example" }.RequiresVerification);

    [Fact]
    public void Audience_and_issuer_require_verification()
    {
        Assert.True(new TokenTrust { Audience = ["me"] }.RequiresVerification);
        Assert.True(new TokenTrust { Issuer = "https://issuer.example" }.RequiresVerification);
        Assert.False(new TokenTrust().RequiresVerification);
    }

    [Fact]
    public void Token_of_another_subdomain_is_verified_with_the_keys_of_that_tenant()
    {
        OAuthToken token = CreateToken(TokenRequest.FromKey(tenantKey).WithSubdomain("customer"));

        TrustedKeys trusted = new TokenTrust().ResolveServiceKey(session, token).GetTrustedKeys();

        Assert.Equal("https://customer.authentication.eu10.example/token_keys", trusted.Published?.AbsoluteUri);
    }

    [Fact]
    public void Token_of_another_zone_is_verified_with_the_keys_of_that_zone()
    {
        OAuthToken token = CreateToken(TokenRequest.FromKey(tenantKey).WithZone("a b&c"));

        TrustedKeys trusted = new TokenTrust().ResolveServiceKey(session, token).GetTrustedKeys();

        Assert.Equal("https://authentication.eu10.example/token_keys?zid=a%20b%26c", trusted.Published?.AbsoluteUri);
    }

    [Fact]
    public void Tenant_of_a_token_does_not_change_the_keys_of_another_service_key()
    {
        OAuthToken token = CreateToken(TokenRequest.FromKey(tenantKey).WithSubdomain("customer"));

        TrustedKeys trusted = new TokenTrust { ServiceKey = key }.ResolveServiceKey(session, token).GetTrustedKeys();

        Assert.Equal(key.JwksUri, trusted.Published);
    }

    private static OAuthToken CreateToken(TokenRequest request)
    {
        TestClock clock = new();
        TokenResponse response = new(new Secret("opaque"), null, TimeSpan.FromHours(1), [], null);
        return new OAuthToken(request, response, TokenClock.ReadTime(clock), clock);
    }
}
