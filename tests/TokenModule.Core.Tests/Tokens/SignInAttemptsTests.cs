using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

public sealed class SignInAttemptsTests
{
    private readonly ScriptedTokenSource source = new(new TestClock());
    private readonly SignInAttempts attempts = new();

    [Theory]
    [InlineData(Failure.ClientRejected)]
    [InlineData(Failure.GrantRejected)]
    public async Task Eight_keys_cause_one_failed_attempt(Failure rejection)
    {
        source.Failing = _ => new TokenRequestException(rejection, "The account was rejected.", "Check it.");
        List<string> messages = [];

        foreach (int number in Enumerable.Range(1, 8))
        {
            TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => SignInAsync($"client-{number}", "anna"));
            Assert.Equal(rejection, error.Failure);
            messages.Add(error.Message);
        }

        Assert.Single(source.Requests);
        Assert.All(messages.Skip(1), message => Assert.Contains("was not attempted", message));
    }

    [Fact]
    public async Task Another_user_is_still_tried()
    {
        source.Failing = request => request.UserName == "anna"
            ? new TokenRequestException(Failure.ClientRejected, "The account was rejected.", "Check it.")
            : null;

        await Assert.ThrowsAsync<TokenRequestException>(() => SignInAsync("a", "anna"));

        Assert.NotNull(await SignInAsync("a", "bob"));
    }

    [Fact]
    public async Task Failure_of_the_network_does_not_end_the_attempts()
    {
        source.Failing = _ => new TokenRequestException(Failure.NetworkTimeout, "The server did not respond.", "Try again.");

        await Assert.ThrowsAsync<TokenRequestException>(() => SignInAsync("a", "anna"));
        await Assert.ThrowsAsync<TokenRequestException>(() => SignInAsync("a", "anna"));

        Assert.Equal(2, source.Requests.Count);
    }

    private Task<OAuthToken> SignInAsync(string client, string user)
    {
        PasswordGrant grant = new(user, new Secret("secret"), oneTimeCode: null);
        TokenRequest request = new(TestServiceKeys.CreateForClient(client), grant);
        return attempts.GetTokenAsync(source, request, CancellationToken.None).AsTask();
    }
}
