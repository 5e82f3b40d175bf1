using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Tests against a server that knows only the root certificate. The client must send the intermediate certificates.</summary>
public sealed class MutualTlsTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private protected override TimeProvider Time => TimeProvider.System;

    [PemTheory]
    [InlineData("xsuaa-x509")]
    [InlineData("cis-x509")]
    [InlineData("identity-x509")]
    [InlineData("service-manager-x509")]
    [InlineData("accounts-binding")]
    public async Task Certificate_authenticates_with_client_id_and_without_secret(string name)
    {
        OAuthToken token = await GetTokenAsync(CreateTokenRequest(ReadKey(name)));

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(token.ClientId, request.Form["client_id"]);
        Assert.DoesNotContain("client_secret", request.Form.Keys);
        Assert.DoesNotContain("Authorization", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [PemFact]
    public async Task Unknown_certificate_is_rejected_without_retries()
    {
        TestCertificates foreign = TestCertificates.Issue();
        ServiceKey key = TestServiceKeys.Read(foreign.ToKeyJson().Replace("https://sub.authentication.cert.example",
            new Uri(Btp.TlsAddress, "/uaa/emulator").AbsoluteUri, StringComparison.Ordinal));

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => GetTokenAsync(TokenRequest.FromKey(key)));
        Assert.Equal((Failure.TlsFailed, 1), (error.Failure, error.Attempts));
        Assert.Empty(Btp.Requests.All);
    }

    [PemFact]
    public async Task Certificate_of_another_client_is_rejected()
    {
        ServiceKey key = TestServiceKeys.Read(Btp.GetServiceKeyJson("xsuaa-x509")
            .Replace(ReadKey("xsuaa-x509").ClientId, ReadKey("xsuaa").ClientId, StringComparison.Ordinal));

        Assert.Equal(Failure.ClientRejected,
            (await Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(TokenRequest.FromKey(key)))).Failure);
    }

    [PemFact]
    public async Task Elliptic_curve_certificate_is_accepted()
    {
        ServiceKey rsa = ReadKey("xsuaa-x509");
        IssuedClientCertificate issued = Btp.IssueClientCertificate(GetCommonName(rsa), ellipticCurve: true);
        ServiceKey key = TestServiceKeys.Read(TestServiceKeys.FormatX509Key(issued.CertificatePem, issued.KeyPem)
            .Replace("sb-app!t1", rsa.ClientId, StringComparison.Ordinal)
            .Replace("https://sub.authentication.cert.example", rsa.TokenUrl.AbsoluteUri, StringComparison.Ordinal));

        Assert.NotNull(await GetTokenAsync(TokenRequest.FromKey(key)));
    }

    private static TokenRequest CreateTokenRequest(ServiceKey key)
    {
        return key.GrantType == GrantType.Password ? CreateSignInRequest(key, "bob@example.com", "Efgh") : TokenRequest.FromKey(key);
    }

    private static string GetCommonName(ServiceKey key) => ((ServiceKeys.Credentials.ClientCertificate)key.Credential).Subject.Split(',')
        .Select(p => p.Trim()).First(p => p.StartsWith("CN=", StringComparison.Ordinal))[3..];
}
