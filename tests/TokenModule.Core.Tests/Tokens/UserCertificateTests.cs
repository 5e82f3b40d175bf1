using BtpEmulator;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

/// <summary>A technical user signs in with a certificate. The identity provider accepts it only over TLS.</summary>
public sealed class UserCertificateTests : EmulatorTestBase
{
    private const string User = "bob@example.com";

    private protected override TimeProvider Time => TimeProvider.System;

    [PemFact]
    public async Task Passcode_of_the_certificate_is_sent_as_the_password()
    {
        OAuthToken token = await GetTokenAsync(CreateRequest(User));

        Assert.Equal((User, GrantType.Password), (token.UserName, token.GrantType));
        RecordedRequest[] requests = [.. Btp.Requests.All];
        Assert.Equal(["/ias/service/users/passcode", "/uaa/emulator/oauth/token"], requests.Select(request => request.Path));
        Assert.Equal((User, "password"), (requests[1].Form["username"], requests[1].Form["grant_type"]));
        Assert.DoesNotContain("passcode", requests[1].Form.Keys);
    }

    [PemFact]
    public async Task Expired_sign_in_runs_the_same_steps_again()
    {
        ServiceKey key = ReadKey(SeedSystem.CloudManagementCentral);
        await GetTokenAsync(CreateRequest(User));
        Btp.Faults.Add(new Fault { Path = "/uaa", Status = 401, Body = """{"error":"invalid_token"}""" });

        OAuthToken renewed = await GetTokenAsync(TokenRequest.FromKey(key) with { ForceRefresh = true });

        Assert.Equal(User, renewed.UserName);
        string[] grants = [.. Btp.Requests.All.Where(r => r.Form.ContainsKey("grant_type")).Select(r => r.Form["grant_type"])];
        Assert.Equal(["password", "refresh_token", "password"], grants);
        Assert.Equal(2, Btp.Requests.All.Count(request => request.Path == "/ias/service/users/passcode"));
    }

    [PemFact]
    public async Task Each_attempt_gets_a_new_passcode()
    {
        Btp.Faults.Add(new Fault
        {
            Path = "/uaa",
            Status = 503,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "0" },
        });

        await GetTokenAsync(CreateRequest(User));

        string[] passwords = [.. Btp.Requests.All.Where(r => r.Form.ContainsKey("password")).Select(r => r.Form["password"])];
        Assert.Equal(2, passwords.Distinct().Count());
    }

    [PemFact]
    public async Task Unknown_user_is_rejected_by_the_identity_provider()
    {
        TokenRequest request = CreateRequest("nobody@example.com");
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(request));

        Assert.Equal((Failure.ClientRejected, 401), (error.Failure, error.StatusCode));
        Assert.Contains("/service/users/passcode", error.Message);
    }

    [PemTheory]
    [InlineData("{}")]
    [InlineData("<html>Sign in</html>")]
    public async Task Response_without_a_passcode_is_an_error(string body)
    {
        Btp.Faults.Add(new Fault { Path = "/ias/service", Status = 200, Body = body });

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(CreateRequest(User)));

        Assert.Equal(Failure.TokenResponseInvalid, error.Failure);
        Assert.Contains("-IdentityProvider", error.Message);
    }

    private TokenRequest CreateRequest(string user)
    {
        IssuedClientCertificate issued = Btp.IssueClientCertificate(user);
        ClientCertificate certificate = ClientCertificate.FromPem(issued.CertificatePem, new Secret(issued.KeyPem));
        UserCertificateGrant grant = new(user, certificate, new Uri(Btp.TlsAddress, "/ias/"));
        return new TokenRequest(ReadKey(SeedSystem.CloudManagementCentral), grant);
    }
}
