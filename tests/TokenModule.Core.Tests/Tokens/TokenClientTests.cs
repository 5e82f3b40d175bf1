using BtpEmulator;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenClientTests : EmulatorTestBase, IClassFixture<SharedEmulator>
{
    public TokenClientTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Scopes_missing_in_the_response_are_read_from_the_token()
    {
        Assert.Equal(["application.client"], (await GetTokenAsync(SeedSystem.Ciam)).Scopes);
    }

    [Theory]
    [InlineData(SeedSystem.BusinessEntityRecognition)]
    [InlineData(SeedSystem.DocumentInformationExtraction)]
    [InlineData(SeedSystem.PersonalizedRecommendation)]
    [InlineData(SeedSystem.CloudManagementLocal)]
    [InlineData(SeedSystem.SaasRegistry)]
    [InlineData(SeedSystem.Ciam)]
    public async Task Client_credentials_of_every_system_get_a_token(SeedSystem system)
    {
        OAuthToken token = await GetTokenAsync(system);

        Assert.Equal(GrantType.ClientCredentials, token.GrantType);
        Assert.InRange(token.ExpiresIn.TotalSeconds, 7190, 43200);
        Assert.Equal(ReadKey(system).ClientId, TokenClaims.Parse(token.Value.Reveal(), Clock).ClientId);
    }

    [Fact]
    public async Task Client_id_and_secret_are_sent_only_in_the_POST_body()
    {
        await GetTokenAsync(SeedSystem.DocumentInformationExtraction);

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(("POST", ""), (request.Method, request.Query));
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.Equal(TestServiceKeys.RevealSecret(ReadKey(SeedSystem.DocumentInformationExtraction)), request.Form["client_secret"]);
    }

    [Fact]
    public async Task One_time_code_is_appended_to_the_password()
    {
        OAuthToken token = await GetTokenAsync(CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "anna.admin@example.com", "Abcd", "1234"));

        Assert.Equal("Abcd1234", Btp.Requests.All[0].Form["password"]);
        Assert.Equal("anna.admin@example.com", TokenClaims.Parse(token.Value.Reveal(), Clock).UserName);
        Assert.True(token.HasRefreshToken);
    }

    [Fact]
    public async Task Renewed_sign_in_keeps_its_user_and_grant_type()
    {
        ServiceKey key = ReadKey(SeedSystem.CloudManagementCentral);
        await GetTokenAsync(CreateSignInRequest(key, "bob@example.com", "Efgh"));
        OAuthToken renewed = await GetTokenAsync(TokenRequest.FromKey(key) with { ForceRefresh = true });

        Assert.Equal("refresh_token", Btp.Requests.All[1].Form["grant_type"]);
        Assert.Equal(("bob@example.com", GrantType.Password), (renewed.UserName, renewed.GrantType));
    }

    [Fact]
    public async Task Grant_type_name_of_the_key_is_sent_unchanged()
    {
        ServiceKey ciam = ReadKey(SeedSystem.Ciam);
        ServiceKeys.ServiceKeyValues values = new(ciam.TokenUrl, ciam.ClientId, ciam.Credential) { TokenRequestFormat = ServiceKeys.TokenRequestFormat.Json, GrantTypeName = "client_credential" };
        await GetTokenAsync(TokenRequest.FromKey(values.ToKey()));

        Assert.Contains("\"grant_type\":\"client_credential\"", Btp.Requests.All[0].BodyText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"error":"unauthorized","error_description":"Bad credentials"}""", Failure.ClientRejected)]
    [InlineData(401, "<html>no</html>", Failure.ClientRejected)]
    [InlineData(401, "", Failure.ClientRejected)]
    [InlineData(400, """{"error":"invalid_scope","error_description":"[x] is invalid"}""", Failure.ScopeRejected)]
    [InlineData(400, """{"error":"invalid_grant","error_description":"used"}""", Failure.GrantRejected)]
    [InlineData(400, """{"error":"unsupported_grant_type"}""", Failure.GrantRejected)]
    [InlineData(403, """{"error":"access_denied"}""", Failure.GrantRejected)]
    [InlineData(404, "Not Found", Failure.TokenResponseInvalid)]
    [InlineData(200, "<html>log in</html>", Failure.TokenResponseInvalid)]
    [InlineData(200, """{"error":"invalid_client"}""", Failure.TokenResponseInvalid)]
    [InlineData(200, "", Failure.TokenResponseInvalid)]
    [InlineData(204, "", Failure.TokenResponseInvalid)]
    public async Task Rejection_has_a_typed_failure_and_is_not_retried(int status, string body, Failure expected)
    {
        Btp.Faults.Add(new Fault { Status = status, Body = body });

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => GetTokenAsync(SeedSystem.DocumentInformationExtraction));

        Assert.Equal((expected, status), (error.Failure, error.StatusCode));
        Assert.Single(Btp.Requests.All);
    }

    [Fact]
    public async Task Secret_repeated_by_the_server_is_not_shown_in_the_error()
    {
        string secret = TestServiceKeys.RevealSecret(ReadKey(SeedSystem.DocumentInformationExtraction));
        Btp.Faults.Add(new Fault { Status = 401, Body = System.Text.Json.JsonSerializer.Serialize(new { error = "unauthorized", error_description = $"bad\u001b[31m {secret}" }) });

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => GetTokenAsync(SeedSystem.DocumentInformationExtraction));

        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Fact]
    public async Task Unavailable_server_is_retried_until_it_responds()
    {
        Btp.Faults.Add(new Fault { Status = 503, Times = 2 });

        Assert.NotNull(await GetTokenAsync(SeedSystem.BusinessEntityRecognition));
        Assert.Equal(3, Btp.Requests.All.Count);
    }

    [Fact]
    public async Task Persistent_server_error_reports_the_number_of_attempts()
    {
        Btp.Faults.Add(new Fault { Status = 500, Times = 10 });

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => GetTokenAsync(SeedSystem.BusinessEntityRecognition));

        Assert.Equal((Failure.ServerError, 4), (error.Failure, error.Attempts));
        Assert.Equal(4, Btp.Requests.All.Count);
    }

    [Fact]
    public async Task Retry_waits_as_long_as_the_server_requests()
    {
        DateTimeOffset before = Clock.GetUtcNow();
        Btp.Faults.Add(new Fault { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "20" } });

        await GetTokenAsync(SeedSystem.BusinessEntityRecognition);

        Assert.InRange(Clock.GetUtcNow() - before, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task Very_long_throttling_fails_immediately_with_the_retry_time()
    {
        Btp.Faults.Add(new Fault { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" } });

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => GetTokenAsync(SeedSystem.BusinessEntityRecognition));

        Assert.Equal(Failure.Throttled, error.Failure);
        Assert.NotNull(error.RetryAt);
        Assert.Single(Btp.Requests.All);
    }

    [Fact]
    public async Task Password_is_not_resent_after_a_server_error()
    {
        Btp.Faults.Add(new Fault { Status = 500, Times = 10 });

        await Assert.ThrowsAsync<TransportException>(() => GetTokenAsync(CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "bob@example.com", "Efgh")));
        Assert.Single(Btp.Requests.All);
    }

    [Fact]
    public async Task One_time_code_is_not_resent_after_throttling()
    {
        Btp.Faults.Add(new Fault { Status = 429, Times = 10, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } });

        await Assert.ThrowsAsync<TransportException>(() => GetTokenAsync(CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "anna.admin@example.com", "Abcd", "1234")));
        Assert.Single(Btp.Requests.All);
    }
}
