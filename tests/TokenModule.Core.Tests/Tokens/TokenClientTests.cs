using BtpEmulator;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class TokenClientTests : EmulatedBtp
{
    [Fact]
    public async Task Scopes_that_an_answer_does_not_name_are_those_of_the_token()
    {
        Assert.Equal(["application.client"], (await Token(SeedSystem.Ciam)).Scopes);
    }

    [Theory]
    [InlineData(SeedSystem.BusinessEntityRecognition)]
    [InlineData(SeedSystem.DocumentInformationExtraction)]
    [InlineData(SeedSystem.PersonalizedRecommendation)]
    [InlineData(SeedSystem.CloudManagementLocal)]
    [InlineData(SeedSystem.SaasRegistry)]
    [InlineData(SeedSystem.Ciam)]
    public async Task Every_system_of_client_credentials_gives_a_token(SeedSystem system)
    {
        OAuthToken token = await Token(system);

        Assert.Equal(GrantType.ClientCredentials, token.GrantType);
        Assert.InRange(token.ExpiresIn.TotalSeconds, 7190, 43200);
        Assert.Equal(Key(system).ClientId, TokenClaims.Read(token.Value.Reveal(), Clock).ClientId);
    }

    [Fact]
    public async Task Client_and_secret_go_in_the_body_of_one_post_and_nowhere_else()
    {
        await Token(SeedSystem.DocumentInformationExtraction);

        RecordedRequest request = Assert.Single(Btp.Requests.All);
        Assert.Equal(("POST", ""), (request.Method, request.Query));
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.Equal(Keys.SecretOf(Key(SeedSystem.DocumentInformationExtraction)), request.Form["client_secret"]);
    }

    [Fact]
    public async Task A_user_signs_in_with_the_one_time_code_behind_the_password()
    {
        OAuthToken token = await Token(SignIn(Key(SeedSystem.CloudManagementCentral), "anna.admin@example.com", "Abcd", "1234"));

        Assert.Equal("Abcd1234", Btp.Requests.All[0].Form["password"]);
        Assert.Equal("anna.admin@example.com", TokenClaims.Read(token.Value.Reveal(), Clock).UserName);
        Assert.True(token.HasRefreshToken);
    }

    [Fact]
    public async Task A_sign_in_is_renewed_by_its_refresh_token_and_the_token_stays_the_users()
    {
        ServiceKey key = Key(SeedSystem.CloudManagementCentral);
        await Token(SignIn(key, "bob@example.com", "Efgh"));
        OAuthToken renewed = await Token(TokenRequest.For(key) with { ForceRefresh = true });

        Assert.Equal("refresh_token", Btp.Requests.All[1].Form["grant_type"]);
        Assert.Equal(("bob@example.com", GrantType.Password), (renewed.UserName, renewed.GrantType));
    }

    [Fact]
    public async Task The_grant_type_of_a_key_is_sent_as_it_is_spelt()
    {
        ServiceKey ciam = Key(SeedSystem.Ciam);
        ServiceKeys.ServiceKeyValues values = new(ciam.TokenUrl, ciam.ClientId, ciam.Credential) { TokenRequestFormat = ServiceKeys.TokenRequestFormat.Json, GrantTypeName = "client_credential" };
        await Token(TokenRequest.For(values.ToKey()));

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
    public async Task A_refusal_is_typed_and_not_tried_again(int status, string body, Failure expected)
    {
        Btp.Faults.Add(new Fault { Status = status, Body = body });

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => Token(SeedSystem.DocumentInformationExtraction));

        Assert.Equal((expected, status), (error.Failure, error.StatusCode));
        Assert.Single(Btp.Requests.All);
    }

    [Fact]
    public async Task A_secret_that_the_server_repeats_is_not_shown()
    {
        string secret = Keys.SecretOf(Key(SeedSystem.DocumentInformationExtraction));
        Btp.Faults.Add(new Fault { Status = 401, Body = System.Text.Json.JsonSerializer.Serialize(new { error = "unauthorized", error_description = $"bad\u001b[31m {secret}" }) });

        BtpException error = await Assert.ThrowsAnyAsync<BtpException>(() => Token(SeedSystem.DocumentInformationExtraction));

        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Fact]
    public async Task Twice_unavailable_and_then_good_is_good_after_three_requests()
    {
        Btp.Faults.Add(new Fault { Status = 503, Times = 2 });

        Assert.NotNull(await Token(SeedSystem.BusinessEntityRecognition));
        Assert.Equal(3, Btp.Requests.All.Count);
    }

    [Fact]
    public async Task A_server_that_stays_down_is_named_with_the_number_of_attempts()
    {
        Btp.Faults.Add(new Fault { Status = 500, Times = 10 });

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => Token(SeedSystem.BusinessEntityRecognition));

        Assert.Equal((Failure.ServerError, 4), (error.Failure, error.Attempts));
        Assert.Equal(4, Btp.Requests.All.Count);
    }

    [Fact]
    public async Task Throttling_is_waited_out_as_long_as_the_server_says()
    {
        DateTimeOffset before = Clock.GetUtcNow();
        Btp.Faults.Add(new Fault { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "20" } });

        await Token(SeedSystem.BusinessEntityRecognition);

        Assert.InRange(Clock.GetUtcNow() - before, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task Throttling_for_a_day_fails_at_once_and_says_when()
    {
        Btp.Faults.Add(new Fault { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" } });

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => Token(SeedSystem.BusinessEntityRecognition));

        Assert.Equal(Failure.Throttled, error.Failure);
        Assert.NotNull(error.RetryAt);
        Assert.Single(Btp.Requests.All);
    }

    [Fact]
    public async Task A_password_is_not_sent_again_after_a_failure_of_the_server()
    {
        Btp.Faults.Add(new Fault { Status = 500, Times = 10 });

        await Assert.ThrowsAsync<TransportException>(() => Token(SignIn(Key(SeedSystem.CloudManagementCentral), "bob@example.com", "Efgh")));
        Assert.Single(Btp.Requests.All);
    }

    [Fact]
    public async Task A_one_time_code_is_not_sent_again_even_when_throttled()
    {
        Btp.Faults.Add(new Fault { Status = 429, Times = 10, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } });

        await Assert.ThrowsAsync<TransportException>(() => Token(SignIn(Key(SeedSystem.CloudManagementCentral), "anna.admin@example.com", "Abcd", "1234")));
        Assert.Single(Btp.Requests.All);
    }
}
