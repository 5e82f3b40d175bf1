using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

public sealed class GrantInputTests
{
    private static readonly Secret Some = new("canary-offer");

    [Fact]
    public void Each_input_creates_its_grant()
    {
        Assert.IsType<PasswordGrant>(new GrantInput { UserName = "u", Password = Some }.ChooseGrantOrDefault(null));
        Assert.IsType<PasscodeGrant>(new GrantInput { Passcode = Some }.ChooseGrantOrDefault(null));
        Assert.IsType<RefreshTokenGrant>(new GrantInput { RefreshToken = Some }.ChooseGrantOrDefault(null));
        Assert.IsType<JwtBearerGrant>(new GrantInput { Assertion = Some }.ChooseGrantOrDefault(GrantType.JwtBearer));
        Assert.Null(new GrantInput().ChooseGrantOrDefault(GrantType.Password));
    }

    [Fact]
    public void Two_different_inputs_are_rejected()
    {
        AssertRejected(new GrantInput { Passcode = Some, Assertion = Some }, null);
    }

    [Fact]
    public void One_time_code_requires_a_password()
    {
        AssertRejected(new GrantInput { Passcode = Some, OneTimeCode = Some }, null);
    }

    [Fact]
    public void Input_must_match_the_requested_grant_type()
    {
        AssertRejected(new GrantInput { Passcode = Some }, GrantType.ClientCredentials);
    }

    private static void AssertRejected(GrantInput input, GrantType? requested)
    {
        TokenRequestException error = Assert.Throws<TokenRequestException>(() => input.ChooseGrantOrDefault(requested));
        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }
}
