using BtpEmulator;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Against a server that knows the root alone, so that the chain has to come with the certificate.</summary>
public sealed class MutualTlsTests : EmulatedBtp
{
    private protected override TimeProvider Time => TimeProvider.System;

    [PemTheory]
    [InlineData("xsuaa-x509")]
    [InlineData("cis-x509")]
    [InlineData("identity-x509")]
    [InlineData("service-manager-x509")]
    [InlineData("accounts-binding")]
    public async Task A_certificate_gets_a_token_with_its_client_id_and_no_secret(string name)
    {
        OAuthToken token = await Token(SignedInOrClient(Key(name)));

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(token.ClientId, request.Form["client_id"]);
        Assert.DoesNotContain("client_secret", request.Form.Keys);
        Assert.DoesNotContain("Authorization", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [PemFact]
    public async Task A_certificate_the_server_does_not_know_is_refused_and_not_tried_again()
    {
        TestCertificates foreign = TestCertificates.Issue();
        ServiceKey key = Keys.Read(foreign.ToKeyJson().Replace("https://sub.authentication.cert.example", new Uri(Btp.TlsAddress, "/uaa/emulator").AbsoluteUri, StringComparison.Ordinal));

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => Token(TokenRequest.For(key)));
        Assert.Equal((Failure.TlsFailed, 1), (error.Failure, error.Attempts));
        Assert.Empty(Btp.Requests.All);
    }

    [PemFact]
    public async Task A_key_used_with_the_certificate_of_another_client_is_refused()
    {
        ServiceKey key = Keys.Read(Btp.ServiceKeyJson("xsuaa-x509").Replace(Key("xsuaa-x509").ClientId, Key("xsuaa").ClientId, StringComparison.Ordinal));

        Assert.Equal(Failure.ClientRejected, (await Assert.ThrowsAsync<TokenRequestException>(() => Token(TokenRequest.For(key)))).Failure);
    }

    [PemFact]
    public async Task An_elliptic_curve_certificate_is_as_good()
    {
        ServiceKey rsa = Key("xsuaa-x509");
        ClientCertificate issued = Btp.IssueClientCertificate(CommonName(rsa), ellipticCurve: true);
        ServiceKey key = Keys.Read(Keys.X509(issued.CertificatePem, issued.KeyPem)
            .Replace("sb-app!t1", rsa.ClientId, StringComparison.Ordinal)
            .Replace("https://sub.authentication.cert.example", rsa.TokenUrl.AbsoluteUri, StringComparison.Ordinal));

        Assert.NotNull(await Token(TokenRequest.For(key)));
    }

    private static TokenRequest SignedInOrClient(ServiceKey key)
    {
        return key.GrantType == GrantType.Password ? SignIn(key, "bob@example.com", "Efgh") : TokenRequest.For(key);
    }

    private static string CommonName(ServiceKey key) => ((ServiceKeys.Credentials.ClientCertificate)key.Credential).Subject.Split(',').Select(p => p.Trim()).First(p => p.StartsWith("CN=", StringComparison.Ordinal))[3..];
}
