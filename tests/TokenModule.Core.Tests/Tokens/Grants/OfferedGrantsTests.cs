using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

public sealed class OfferedGrantsTests
{
    private static readonly Secret Some = new("canary-offer");

    [Fact]
    public void Each_offer_makes_its_grant()
    {
        Assert.IsType<PasswordGrant>(new OfferedGrants { UserName = "u", Password = Some }.Choose(null));
        Assert.IsType<PasscodeGrant>(new OfferedGrants { Passcode = Some }.Choose(null));
        Assert.IsType<RefreshTokenGrant>(new OfferedGrants { RefreshToken = Some }.Choose(null));
        Assert.IsType<JwtBearerGrant>(new OfferedGrants { Assertion = Some }.Choose(GrantType.JwtBearer));
        Assert.Null(new OfferedGrants().Choose(GrantType.Password));
    }

    [Fact]
    public void Two_offers_are_one_too_many()
    {
        Refuses(new OfferedGrants { Passcode = Some, Assertion = Some }, null);
    }

    [Fact]
    public void A_code_goes_with_a_password_only()
    {
        Refuses(new OfferedGrants { Passcode = Some, OneTimeCode = Some }, null);
    }

    [Fact]
    public void An_offer_has_to_fit_the_grant_that_is_named()
    {
        Refuses(new OfferedGrants { Passcode = Some }, GrantType.ClientCredentials);
    }

    private static void Refuses(OfferedGrants offered, GrantType? wanted)
    {
        TokenRequestException error = Assert.Throws<TokenRequestException>(() => offered.Choose(wanted));
        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }
}
