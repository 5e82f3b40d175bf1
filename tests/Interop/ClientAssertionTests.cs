using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.Tokens;

namespace TokenModule.Interop;

/// <summary>Assertions that the client signs, at oidc-provider, and assertions of oauth2-mock-server, which jose verifies.</summary>
[Collection(nameof(NodeServers))]
public sealed class ClientAssertionTests(NodeServers servers) : IDisposable
{
    private readonly InteropClient client = new(servers.Authority);

    public void Dispose() => client.Dispose();

    [SkippableTheory]
    [InlineData("RS256", "rsa")]
    [InlineData("PS256", "rsa")]
    [InlineData("ES256", "ec")]
    [InlineData("RS256", null)]
    public async Task Client_that_signs_its_assertion_gets_a_token(string algorithm, string? keyId)
    {
        AvailableServer.Require(servers.SkipReason);
        string path = algorithm == "ES256" ? servers.ClientKeys.WriteCurveFile() : servers.ClientKeys.WriteRsaFile();
        SignedAssertionSource source = new(new ClientSigningKeyFile(path, password: null, algorithm, keyId).Read());
        ServiceKey key = InteropClient.CreateAssertionKey(servers.Provider, "signing", source);

        OAuthToken token = await client.GetTokenAsync(key, scope: "read");

        Assert.Equal(["read"], token.Scopes);
    }

    [SkippableFact]
    public async Task Issuer_is_accepted_as_the_audience_too()
    {
        AvailableServer.Require(servers.SkipReason);
        SignedAssertionSource source = new(
            new ClientSigningKeyFile(servers.ClientKeys.WriteRsaFile(), password: null, algorithm: null, keyId: null).Read());
        string issuer = servers.Provider.GetLeftPart(UriPartial.Authority);

        ServiceKey key = InteropClient.CreateAssertionKey(servers.Provider, "signing", source, issuer);

        Assert.False((await client.GetTokenAsync(key, scope: "read")).IsExpired);
    }

    [SkippableFact]
    public async Task Wrong_audience_is_rejected_with_the_claims()
    {
        AvailableServer.Require(servers.SkipReason);
        SignedAssertionSource source = new(
            new ClientSigningKeyFile(servers.ClientKeys.WriteRsaFile(), password: null, algorithm: null, keyId: null).Read());
        ServiceKey key = InteropClient.CreateAssertionKey(servers.Provider, "signing", source, "https://elsewhere.example");

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => client.GetTokenAsync(key));

        Assert.Equal(Failure.ClientRejected, error.Failure);
        Assert.Contains("audience 'https://elsewhere.example'", error.Message);
    }

    [SkippableFact]
    public async Task Each_token_has_a_new_assertion_of_the_foreign_issuer()
    {
        ServiceKey key = CreateFederatedKey();

        string first = (await client.GetTokenAsync(key)).Value.Reveal();
        string second = (await client.GetTokenAsync(client.CreateRequest(key) with { ForceRefresh = true })).Value.Reveal();

        Assert.NotEqual(first, second);
    }

    [SkippableFact]
    public async Task Other_subject_is_rejected_with_the_claims()
    {
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => client.GetTokenAsync(CreateFederatedKey("repo:mallory/deploy")));

        Assert.Equal(Failure.ClientRejected, error.Failure);
        Assert.Contains("subject 'repo:mallory/deploy'", error.Message);
    }

    private ServiceKey CreateFederatedKey(string? subject = null)
    {
        AvailableServer.Require(servers.SkipReason);
        return InteropClient.CreateAssertionKey(
            new Uri(servers.Express, "/federated/"), "job", new JobAssertionSource(servers.Express, subject));
    }

    // As a job of GitHub Actions requests its ID token, without the variables that the whole process has in common.
    private sealed class JobAssertionSource(Uri server, string? subject) : AssertionSource
    {
        public override string Name => "the job";

        public override string Fingerprint => "job";

        public override async ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken)
        {
            string address = AssertionEndpoint.AddParameter(new Uri(server, "/job/token").AbsoluteUri, "audience", request.Audience);
            if (subject is not null)
                address = AssertionEndpoint.AddParameter(address, "sub", subject);
            (Secret? assertion, string error, _) = await AssertionEndpoint.RequestAsync(
                HttpMethod.Get, new Uri(address), new Secret("job"), "value", request, cancellationToken);
            return assertion ?? throw CreateError(error);
        }
    }
}
