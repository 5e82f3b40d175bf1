namespace TokenModule.Interop;

public sealed class NginxTests(NginxServer server) : IClassFixture<NginxServer>, IDisposable
{
    private readonly InteropClient client = new(server.Authority);

    public void Dispose() => client.Dispose();

    [SkippableFact]
    public async Task Client_certificate_gets_a_token()
    {
        RequireServer();
        ServiceKey key = InteropClient.CreateCertificateKey(
            server.CertificateAddress, "any", server.Authority.ClientPem, server.Authority.ClientKeyPem);

        OAuthToken token = await client.GetTokenAsync(key);

        Assert.Equal(["CN=interop-client"], token.Scopes);
    }

    private void RequireServer() => AvailableServer.Require(server.SkipReason);
}
