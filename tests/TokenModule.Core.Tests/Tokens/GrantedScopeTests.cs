using TokenModule.Tokens;

namespace TokenModule;

/// <summary>The scopes of a token, from the response, the request or the token itself (RFC 6749, 5.1).</summary>
public sealed class GrantedScopeTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private static readonly string Signed = TestJwt.Create("""{"scope":["from.token"]}""");

    [Theory]
    [InlineData("4f1c3b6a0d5e4c8f9a7b")]
    [InlineData("eyJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA")]
    public async Task A_response_without_scope_grants_the_requested_scopes_of_an_unreadable_token(string token)
    {
        Assert.Equal(["read", "write"], await GrantAsync(token, scope: null, "read", "write"));
    }

    [Fact]
    public async Task A_response_without_scope_grants_the_requested_scopes_of_a_jwt()
    {
        Assert.Equal(["read"], await GrantAsync(Signed, scope: null, "read"));
    }

    [Fact]
    public async Task The_scope_of_the_response_counts_before_the_requested_one()
    {
        Assert.Equal(["less"], await GrantAsync("opaque", "less", "read"));
    }

    [Fact]
    public async Task An_empty_scope_in_the_response_grants_nothing_requested()
    {
        Assert.Empty(await GrantAsync("opaque", "", "read"));
    }

    [Fact]
    public async Task Without_any_requested_scope_the_token_is_read()
    {
        Assert.Equal(["from.token"], await GrantAsync(Signed, scope: null));
    }

    private async Task<IReadOnlyList<string>> GrantAsync(string token, string? scope, params string[] requested)
    {
        string member = scope is null ? "" : $", \"scope\": \"{scope}\"";
        string body = $$"""{ "access_token": "{{token}}", "token_type": "bearer", "expires_in": 60{{member}} }""";
        Btp.Faults.Add(new Fault { Status = 200, Body = body });
        return (await GetTokenAsync(TokenRequest.FromKey(ReadKey("xsuaa")) with { Scopes = requested })).Scopes;
    }
}
