using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>The tests set environment variables of CI systems, which the whole process has in common.</summary>
[Collection(nameof(SequentialTests))]
public sealed class WorkloadIdentityTests : EmulatorTestBase
{
    private const string JobToken = "fake-job-token-5b8f2d";

    private static readonly string[] Variables =
    [
        "GITHUB_ACTIONS", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "TF_BUILD", "SYSTEM_OIDCREQUESTURI",
        "SYSTEM_ACCESSTOKEN", "GITLAB_CI", "KUBERNETES_SERVICE_HOST", "TOKENMODULE_ASSERTION",
    ];

    public WorkloadIdentityTests()
    {
        foreach (string variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    private protected override TimeProvider Time => TimeProvider.System;

    [Fact]
    public async Task Job_of_GitHub_gets_a_token_without_a_secret()
    {
        SetGitHub();
        ServiceKey key = ReadKey(new WorkloadIdentity(serviceConnectionId: null).DetectSource());

        OAuthToken token = await GetTokenAsync(TokenRequest.FromKey(key));

        Assert.Equal(key.ClientId, TokenClaims.Parse(token.Value.Reveal(), Time).ClientId);
        (RecordedRequest assertion, RecordedRequest request) = (Btp.Requests.All[0], Btp.Requests.All[1]);
        Assert.Equal(("/ci/github/token", "GET"), (assertion.Path, assertion.Method));
        Assert.Contains($"audience={Uri.EscapeDataString(new Uri(Btp.Address, "/ias").AbsoluteUri)}", assertion.Query);
        Assert.Equal(key.ClientId, request.Form["client_id"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", request.Form["client_assertion_type"]);
        Assert.DoesNotContain("client_secret", request.Form.Keys);
        Assert.DoesNotContain("Authorization", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Job_of_Azure_gets_a_token_for_the_fixed_audience()
    {
        SetAzure();
        ServiceKey key = ReadKey(new WorkloadIdentity(serviceConnectionId: null).DetectSource());

        await GetTokenAsync(TokenRequest.FromKey(key));

        RecordedRequest assertion = Btp.Requests.All[0];
        Assert.Equal(("POST", "api-version=7.1"), (assertion.Method, assertion.Query));
    }

    [Fact]
    public async Task Service_connection_is_the_subject()
    {
        SetAzure();
        Btp.Settings.TrustedSubject = "sc://acme/deploy/11111111-2222-3333-4444-555555555555";
        ServiceKey key = ReadKey(new WorkloadIdentity("11111111-2222-3333-4444-555555555555").DetectSource());

        Assert.NotNull(await GetTokenAsync(TokenRequest.FromKey(key)));
    }

    [Fact]
    public async Task Each_attempt_of_a_token_request_gets_its_own_assertion()
    {
        SetGitHub();
        ServiceKey key = ReadKey(new GitHubAssertionSource());
        Dictionary<string, string> headers = new() { ["Retry-After"] = "0" };
        Btp.Faults.Add(new Fault { Path = "/ias/oauth2/token", Status = 503, Times = 2, Headers = headers });

        await GetTokenAsync(TokenRequest.FromKey(key));

        string[] paths = [.. Btp.Requests.All.Select(request => request.Path)];
        Assert.Equal(3, paths.Count(path => path == "/ci/github/token"));
        string[] sent = [.. Btp.Requests.All.Where(r => r.Path == "/ias/oauth2/token").Select(r => r.Form["client_assertion"])];
        Assert.Equal(3, sent.Distinct().Count());
    }

    [Fact]
    public async Task Assertion_is_requested_again_for_each_token()
    {
        SetGitHub();
        ServiceKey key = ReadKey(new GitHubAssertionSource());

        await GetTokenAsync(TokenRequest.FromKey(key));
        await GetTokenAsync(TokenRequest.FromKey(key));
        await GetTokenAsync(TokenRequest.FromKey(key) with { ForceRefresh = true });

        Assert.Equal(2, Btp.Requests.All.Count(request => request.Path == "/ci/github/token"));
    }

    [Theory]
    [InlineData("ACTIONS_ID_TOKEN_REQUEST_URL", "id-token: write")]
    [InlineData("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "id-token: write")]
    public void Missing_permission_of_GitHub_names_the_line_to_add(string variable, string expected)
    {
        SetGitHub();
        Environment.SetEnvironmentVariable(variable, null);

        AssertUnavailable(expected, () => new WorkloadIdentity(serviceConnectionId: null).DetectSource());
    }

    [Fact]
    public void Missing_access_token_of_Azure_names_the_line_to_add()
    {
        SetAzure();
        Environment.SetEnvironmentVariable("SYSTEM_ACCESSTOKEN", null);

        AssertUnavailable(
            "SYSTEM_ACCESSTOKEN: $(System.AccessToken)", () => new WorkloadIdentity(serviceConnectionId: null).DetectSource());
    }

    [Fact]
    public void Job_of_GitLab_must_name_its_variable()
    {
        Environment.SetEnvironmentVariable("GITLAB_CI", "true");

        AssertUnavailable("id_tokens:", () => new WorkloadIdentity(serviceConnectionId: null).DetectSource());
    }

    [Fact]
    public void Error_lists_the_systems_that_were_looked_for()
    {
        foreach (string expected in new[] { "GitHub Actions", "Azure Pipelines", "Kubernetes", "-AssertionVariable" })
        {
            AssertUnavailable(expected, () => new WorkloadIdentity(serviceConnectionId: null).DetectSource());
        }
    }

    [Fact]
    public async Task Rejected_job_token_is_an_error_without_the_token()
    {
        SetGitHub();
        Environment.SetEnvironmentVariable("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "wrong-job-token-1234567890");

        ServiceKeyException error = await Assert.ThrowsAsync<ServiceKeyException>(
            () => GetTokenAsync(TokenRequest.FromKey(ReadKey(new GitHubAssertionSource()))));

        Assert.Equal(Failure.AssertionUnavailable, error.Failure);
        Assert.Contains("401", error.Message);
        Assert.DoesNotContain("wrong-job-token", error.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not JSON")]
    [InlineData("""{"value":7}""")]
    public async Task Damaged_response_of_the_CI_system_is_an_error(string body)
    {
        SetGitHub();
        Btp.Faults.Add(new Fault { Path = "/ci/github/token", Status = 200, Body = body });

        ServiceKeyException error = await Assert.ThrowsAsync<ServiceKeyException>(
            () => GetTokenAsync(TokenRequest.FromKey(ReadKey(new GitHubAssertionSource()))));

        Assert.Equal(Failure.AssertionUnavailable, error.Failure);
        Assert.DoesNotContain(Btp.Requests.All, request => request.Path == "/ias/oauth2/token");
    }

    [Fact]
    public async Task Untrusted_subject_is_explained_with_the_claims_and_without_the_assertion()
    {
        SetGitHub();
        Btp.Settings.TrustedSubject = "repo:acme/deploy:environment:production";

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => GetTokenAsync(TokenRequest.FromKey(ReadKey(new GitHubAssertionSource()))));

        Assert.Equal((Failure.ClientRejected, "invalid_client"), (error.Failure, error.Code));
        Assert.Contains("subject 'repo:acme/deploy:ref:refs/heads/main'", error.Message);
        Assert.Contains("audience 'http://127.0.0.1", error.Message);
        Assert.Contains("JSON Web Tokens", error.Message);
        Assert.DoesNotContain("eyJ", error.ToString());
    }

    [Fact]
    public async Task Server_that_repeats_the_assertion_does_not_reveal_it()
    {
        SetVariable("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw");
        Btp.Faults.Add(new Fault
        {
            Path = "/ias/oauth2/token",
            Status = 400,
            Body = """{"error":"invalid_client","error_description":"bad eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw"}""",
        });

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(
            () => GetTokenAsync(TokenRequest.FromKey(ReadKey(new VariableAssertionSource("TOKENMODULE_ASSERTION")))));

        Assert.DoesNotContain("c2lnbmF0dXJl", error.ToString());
    }

    [Fact]
    public async Task Variable_is_read_again_for_each_request()
    {
        ServiceKey key = ReadKey(new VariableAssertionSource("TOKENMODULE_ASSERTION"));
        await AssertUnavailableAsync("not set", key);
        SetVariable(await IssueAsync());

        Assert.NotNull(await GetTokenAsync(TokenRequest.FromKey(key)));
    }

    [Fact]
    public async Task File_is_read_again_for_each_request()
    {
        using TemporaryDirectory directory = new();
        string path = Path.Combine(directory.Path, "token");
        ServiceKey key = ReadKey(new FileAssertionSource(path));
        await AssertUnavailableAsync("cannot be read", key);
        await File.WriteAllTextAsync(path, await IssueAsync() + "\n");

        Assert.NotNull(await GetTokenAsync(TokenRequest.FromKey(key)));
    }

    [Fact]
    public async Task Assertion_is_never_sent_after_a_redirect()
    {
        SetGitHub();
        AddRedirect("/ias/oauth2/token");

        await Assert.ThrowsAsync<Http.TransportException>(() => GetTokenAsync(TokenRequest.FromKey(ReadKey(new GitHubAssertionSource()))));

        Assert.DoesNotContain(Btp.Requests.All, request => request.Path == "/elsewhere");
    }

    [Fact]
    public async Task Request_for_an_assertion_follows_no_redirect()
    {
        SetGitHub();
        AddRedirect("/ci/github/token");

        ServiceKey key = ReadKey(new GitHubAssertionSource());

        await AssertUnavailableAsync("redirect", key);
        Assert.DoesNotContain(Btp.Requests.All, request => request.Path == "/elsewhere");
    }

    [Theory]
    [InlineData("https://acme.accounts.ondemand.com/oauth2/token", "https://acme.accounts.ondemand.com")]
    [InlineData("https://login.acme.example/oauth2/token", "https://login.acme.example")]
    [InlineData(
        "https://acme.authentication.eu10.hana.ondemand.com/oauth/token", "https://acme.authentication.eu10.hana.ondemand.com/oauth/token")]
    [InlineData("https://server.example/token", "https://server.example")]
    public void Default_audience_is_the_issuer_of_the_tenant(string tokenUrl, string expected)
    {
        ClientAssertion credential = new(new GitHubAssertionSource(), audience: null);

        Assert.Equal(expected, credential.GetAudience(new Uri(tokenUrl)));
        Assert.Equal("mine", new ClientAssertion(new GitHubAssertionSource(), "mine").GetAudience(new Uri(tokenUrl)));
    }

    [Fact]
    public void Key_without_its_assertion_names_the_parameters()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ReadKey("identity-jwt").RequireCredential());

        Assert.Equal(Failure.CredentialRequired, error.Failure);
        Assert.Contains("-WorkloadIdentity", error.Message);
        Assert.Contains("JWT_CLIENT_AUTH", error.Message);
    }

    [Fact]
    public void Different_sources_have_different_cache_keys()
    {
        AssertionSource[] sources =
        [
            new GitHubAssertionSource(), new AzurePipelinesAssertionSource(null), new AzurePipelinesAssertionSource("1"),
            new VariableAssertionSource("A"), new VariableAssertionSource("B"),
            new FileAssertionSource("/a"), new FileAssertionSource("/b"),
        ];
        IEnumerable<string> fingerprints = sources.SelectMany(
            source => new[] { new ClientAssertion(source, null).Fingerprint, new ClientAssertion(source, "x").Fingerprint });

        Assert.Equal(2 * sources.Length, fingerprints.Distinct().Count());
    }

    private ServiceKey ReadKey(AssertionSource source) => ServiceKeyReader.ReadKey(
        ServiceKeyReader.ReadBindings(Btp.GetServiceKeyJson("identity-jwt"), "the emulator"), new ClientAssertion(source, audience: null));

    private void AddRedirect(string path)
    {
        Dictionary<string, string> headers = new() { ["Location"] = "/elsewhere" };
        Btp.Faults.Add(new Fault { Path = path, Status = 307, Headers = headers });
    }

    private void SetGitHub()
    {
        Environment.SetEnvironmentVariable("GITHUB_ACTIONS", "true");
        Environment.SetEnvironmentVariable(
            "ACTIONS_ID_TOKEN_REQUEST_URL", new Uri(Btp.Address, "/ci/github/token?api-version=2.0").AbsoluteUri);
        Environment.SetEnvironmentVariable("ACTIONS_ID_TOKEN_REQUEST_TOKEN", JobToken);
    }

    private void SetAzure()
    {
        Environment.SetEnvironmentVariable("TF_BUILD", "True");
        Environment.SetEnvironmentVariable("SYSTEM_OIDCREQUESTURI", new Uri(Btp.Address, "/ci/azure/oidctoken").AbsoluteUri);
        Environment.SetEnvironmentVariable("SYSTEM_ACCESSTOKEN", JobToken);
    }

    private static void SetVariable(string value) => Environment.SetEnvironmentVariable("TOKENMODULE_ASSERTION", value);

    // An assertion as a platform would write it to a variable or a file.
    private async Task<string> IssueAsync()
    {
        using HttpClient http = new();
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {JobToken}");
        string audience = Uri.EscapeDataString(new Uri(Btp.Address, "/ias").AbsoluteUri);
        Uri address = new(Btp.Address, $"/ci/github/token?audience={audience}");
        return Json.JsonMembers.Parse(await http.GetByteArrayAsync(address)).GetTextOrDefault("value"u8)!;
    }

    private static void AssertUnavailable(string expected, Action detect)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(detect);
        Assert.Equal(Failure.AssertionUnavailable, error.Failure);
        Assert.Contains(expected, error.Message);
    }

    private async Task AssertUnavailableAsync(string expected, ServiceKey key)
    {
        ServiceKeyException error = await Assert.ThrowsAsync<ServiceKeyException>(() => GetTokenAsync(TokenRequest.FromKey(key)));
        Assert.Equal(Failure.AssertionUnavailable, error.Failure);
        Assert.Contains(expected, error.Message);
    }
}
