using BtpEmulator;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenClientTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
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
        OAuthToken token =
            await GetTokenAsync(CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "anna.admin@example.com", "Abcd", "1234"));

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
        ServiceKeys.Sources.ServiceKeyValues values = new(ciam.TokenUrl, ciam.ClientId,
            ciam.Credential) { TokenRequestFormat = ServiceKeys.TokenRequestFormat.Json, GrantTypeName = "client_credential" };
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
    [InlineData(400, "<html>400 No required SSL certificate was sent</html>", Failure.TokenResponseInvalid)]
    [InlineData(403, "", Failure.TokenResponseInvalid)]
    [InlineData(403, """{"message":"no"}""", Failure.TokenResponseInvalid)]
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

    [Theory]
    [InlineData(400, "text/html", "<html>canary No required SSL certificate was sent</html>", "an HTML page")]
    [InlineData(401, null, "<html>canary</html>", "an HTML page")]
    [InlineData(403, null, "", "an empty body")]
    [InlineData(403, "application/json", """{"message":"canary"}""", "JSON that has no 'error'")]
    [InlineData(403, "text/plain", "canary", "plain text")]
    public async Task Refusal_that_is_not_OAuth_is_described_without_its_content(int status, string? type, string body, string description)
    {
        Dictionary<string, string> headers = type is null ? [] : new() { ["Content-Type"] = type };
        Btp.Faults.Add(new Fault { Status = status, Body = body, Headers = headers });

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => GetTokenAsync(SeedSystem.DocumentInformationExtraction));

        Assert.Contains($"with {description}, which is not an OAuth response.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"error":"unauthorized","error_description":"Bad credentials"}""")]
    [InlineData(400, """{"error":"invalid_client"}""")]
    public async Task A_refused_client_is_advised_to_try_another_client_authentication(int status, string body)
    {
        Btp.Faults.Add(new Fault { Status = status, Body = body });

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => GetTokenAsync(SeedSystem.DocumentInformationExtraction));

        Assert.Equal(Failure.ClientRejected, error.Failure);
        Assert.Contains("-ClientAuthentication Basic or BasicRaw", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_invalid_grant_for_a_password_the_advice_begins_with_user_and_password()
    {
        Btp.Faults.Add(new Fault { Status = 400, Body = """{"error":"invalid_grant"}""" });

        TokenRequest request = CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "bob@example.com", "Efgh");

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => GetTokenAsync(request));

        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.Contains("invalid_grant). Check the user name and the password first.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_client_does_not_end_the_sign_in()
    {
        ServiceKey key = ReadKey(SeedSystem.CloudManagementCentral);
        await GetTokenAsync(CreateSignInRequest(key, "bob@example.com", "Efgh"));
        Btp.Faults.Add(new Fault { Status = 401, Body = """{"error":"invalid_client"}""" });

        TokenRequest request = TokenRequest.FromKey(key) with { ForceRefresh = true };

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => GetTokenAsync(request));

        Assert.Equal(Failure.ClientRejected, error.Failure);
        Assert.Equal("bob@example.com", (await GetTokenAsync(TokenRequest.FromKey(key) with { ForceRefresh = true })).UserName);
    }

    [Fact]
    public async Task Secret_repeated_by_the_server_is_not_shown_in_the_error()
    {
        string secret = TestServiceKeys.RevealSecret(ReadKey(SeedSystem.DocumentInformationExtraction));
        Btp.Faults.Add(new Fault { Status = 401, Body =
            System.Text.Json.JsonSerializer.Serialize(new { error = "unauthorized", error_description = $"bad\u001b[31m {secret}" }) });

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

        await Assert.ThrowsAsync<TransportException>(() =>
            GetTokenAsync(CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "bob@example.com", "Efgh")));
        Assert.Single(Btp.Requests.All);
    }

    [Fact]
    public async Task One_time_code_is_not_resent_after_throttling()
    {
        Btp.Faults.Add(new Fault { Status = 429, Times = 10, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } });

        await Assert.ThrowsAsync<TransportException>(() =>
            GetTokenAsync(CreateSignInRequest(ReadKey(SeedSystem.CloudManagementCentral), "anna.admin@example.com", "Abcd", "1234")));
        Assert.Single(Btp.Requests.All);
    }
}
