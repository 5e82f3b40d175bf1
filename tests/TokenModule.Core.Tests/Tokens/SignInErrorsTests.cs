using TokenModule.Tokens;

namespace TokenModule;

public sealed class SignInErrorsTests
{
    private readonly SignInErrors errors = new();

    [Fact]
    public void Advice_to_sign_in_is_given_once()
    {
        BtpException first = errors.Shorten(CreateError("The sign-in with 'a' cannot be renewed."));
        BtpException second = errors.Shorten(CreateError("The sign-in with 'a' cannot be renewed."));

        Assert.Contains("Sign in: ", first.Message, StringComparison.Ordinal);
        Assert.Equal(
            (Failure.CredentialRequired, "This call failed too, because no user is signed in. See the first error."),
            (second.Failure, second.Message));
    }

    [Fact]
    public void Each_key_has_its_own_first_error()
    {
        errors.Shorten(CreateError("The sign-in with 'a' cannot be renewed."));

        Assert.Contains("'b'", errors.Shorten(CreateError("The sign-in with 'b' cannot be renewed.")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_errors_are_unchanged()
    {
        TokenRequestException rejected = new(Failure.ClientRejected, "The client was rejected.", "Check the key.");

        Assert.Same(rejected, errors.Shorten(rejected));
        Assert.Same(rejected, errors.Shorten(rejected));
    }

    private static TokenRequestException CreateError(string what) =>
        new(Failure.CredentialRequired, what, "Sign in: Get-OAuthToken -ServiceKey $key -Credential (Get-Credential).");
}
