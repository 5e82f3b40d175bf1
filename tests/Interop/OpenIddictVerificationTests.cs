using TokenModule.Claims.Verification;

namespace TokenModule.Interop;

[Collection(nameof(SharedOpenIddict))]
public sealed class OpenIddictVerificationTests(OpenIddictServer server) : IDisposable
{
    private const string PublishedKeys = "GET /token_keys";

    private readonly InteropClient client = new(server.Authority);
    private readonly int requestsBefore = server.Requests[PublishedKeys];

    private int RequestCount => server.Requests[PublishedKeys] - requestsBefore;

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Signature_is_verified_with_the_published_key(string algorithm)
    {
        OAuthToken token = await client.GetTokenAsync(InteropClient.CreateKey(server.Address, algorithm, OpenIddictServer.Secret));

        TokenClaims claims = await client.VerifyAsync(token, OpenIddictServer.Audience);

        Assert.Equal((algorithm, true, 1), (claims.Algorithm, claims.SignatureVerified, RequestCount));
    }

    [Fact]
    public async Task Rotated_key_is_fetched_once()
    {
        ServiceKey key = InteropClient.CreateKey(server.Address, "RS256", OpenIddictServer.Secret);
        await client.VerifyAsync(await client.GetTokenAsync(key), OpenIddictServer.Audience);
        server.RotateKeys();
        OAuthToken token = await client.GetTokenAsync(client.CreateRequest(key) with { ForceRefresh = true });

        await client.VerifyAsync(token, OpenIddictServer.Audience);
        await client.VerifyAsync(token, OpenIddictServer.Audience);

        Assert.Equal(2, RequestCount);
    }

    [Fact]
    public async Task Token_for_another_audience_is_refused()
    {
        OAuthToken token = await client.GetTokenAsync(InteropClient.CreateKey(server.Address, "ES256", OpenIddictServer.Secret));

        TokenVerificationException error = await Assert.ThrowsAsync<TokenVerificationException>(
            () => client.VerifyAsync(token, "https://other.interop.example"));

        Assert.Equal(Failure.AudienceMismatch, error.Failure);
    }
}
