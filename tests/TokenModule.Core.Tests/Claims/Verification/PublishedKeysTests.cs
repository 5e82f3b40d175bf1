using BtpEmulator;
using TokenModule.Claims.Verification;
using TokenModule.Http;
using TokenModule.ServiceKeys;

namespace TokenModule;

/// <summary>When and where the published keys of a server are requested.</summary>
public sealed class PublishedKeysTests(SharedEmulator shared) : PublishedKeysTestBase(shared)
{
    [Fact]
    public async Task Keys_are_fetched_only_from_the_domain_of_the_service_key()
    {
        ServiceKey key = ReadKey(SeedSystem.CloudManagementLocal);
        Uri published = TokenEndpoint.GetJwksUriOrDefault(key.TokenUrl)!;
        string header = $$"""{"alg":"RS256","kid":"key-1","jku":"{{Address}}","x5u":"{{Address}}","jwk":{{ValidKey}}}""";

        await Assert.ThrowsAsync<TokenVerificationException>(() =>
            VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims(), header: header), published));
        Assert.Equal(["/uaa/emulator/token_keys"], Btp.Requests.All.Select(r => r.Path));
    }

    [Theory]
    [InlineData("https://sub.authentication.eu10.example/oauth/token", "https://sub.authentication.eu10.example/token_keys")]
    [InlineData("https://sub.authentication.cert.eu10.example/oauth/token", "https://sub.authentication.eu10.example/token_keys")]
    [InlineData("https://host.example/uaa-security/oauth/token", "https://host.example/uaa-security/token_keys")]
    [InlineData("https://tenant.accounts.example/oauth2/token", "https://tenant.accounts.example/oauth2/certs")]
    public void Each_token_endpoint_has_its_own_key_address(string endpoint, string expected)
    {
        Assert.Equal(expected, TokenEndpoint.GetJwksUriOrDefault(new Uri(endpoint))!.AbsoluteUri);
    }

    [Fact]
    public async Task Token_is_verified_with_the_published_keys()
    {
        ServiceKey key = ReadKey(SeedSystem.CloudManagementLocal);
        Clock.SetWallClockError(DateTimeOffset.UtcNow - Clock.GetUtcNow());
        OAuthToken token = await GetTokenAsync(SeedSystem.CloudManagementLocal);

        Assert.True((await VerifyAsync(token.Value.Reveal(), TokenEndpoint.GetJwksUriOrDefault(key.TokenUrl))).SignatureVerified);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("https://evil.example/keys")]
    [InlineData("' OR 1=1 --")]
    [InlineData("?zid=other#x")]
    [InlineData("")]
    public async Task Key_id_is_treated_as_an_opaque_string(string kid)
    {
        Publish(SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.OtherRsa),
            SigningKeys.FormatJwk(SigningKeys.Rsa, $"\"kid\":\"{kid}\"")));

        Assert.True((await VerifyAsync(
            SigningKeys.Sign(TestVerifier.FormatClaims(), header: $$"""{"alg":"RS256","kid":"{{kid}}"}"""))).SignatureVerified);
        Assert.Equal(["/jwks"], Btp.Requests.All.Select(r => r.RawTarget));
    }

    [Fact]
    public async Task Id_of_two_different_keys_is_refused()
    {
        Publish(SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.OtherRsa), ValidKey));

        Assert.Equal(Failure.SignatureInvalid, await AssertRejectedAsync(ValidToken));
    }

    [Fact]
    public async Task Key_id_of_a_different_key_is_rejected()
    {
        Publish(SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.OtherRsa),
            SigningKeys.FormatJwk(SigningKeys.Rsa, "\"kid\":\"key-2\"")));

        Assert.Equal(Failure.SignatureInvalid, await AssertRejectedAsync(ValidToken));
    }

    [Fact]
    public async Task Token_without_a_key_id_is_verified_with_the_only_key()
    {
        Publish(SigningKeys.FormatKeySet(ValidKey));

        Assert.True((await VerifyAsync(SigningKeys.Sign(TestVerifier.FormatClaims(), header: """{"alg":"RS256"}"""))).SignatureVerified);
    }

    [Fact]
    public async Task Cached_keys_are_used_without_a_request()
    {
        Publish(SigningKeys.FormatKeySet(ValidKey));
        await VerifyAsync(ValidToken);
        await VerifyAsync(ValidToken);

        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task Cached_keys_are_revalidated_after_ten_minutes()
    {
        Publish(SigningKeys.FormatKeySet(ValidKey), ("ETag", "\"e-1\""));
        await VerifyAsync(ValidToken);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Btp.Faults.Add(new Fault { Path = "/jwks", Status = 304 });
        await VerifyAsync(ValidToken);
        await VerifyAsync(ValidToken);

        Assert.Equal(2, Fetches);
        Assert.Equal("\"e-1\"", Btp.Requests.All[1].Headers["If-None-Match"]);
    }

    [Fact]
    public async Task Withdrawn_key_is_rejected_after_ten_minutes()
    {
        Publish(SigningKeys.FormatKeySet(ValidKey));
        await VerifyAsync(ValidToken);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Publish(SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.OtherRsa, "\"kid\":\"key-2\"")));

        Assert.Equal(Failure.KeyUnknown, await AssertRejectedAsync(ValidToken));
    }

    [Fact]
    public async Task Unknown_key_id_causes_an_immediate_refetch()
    {
        Publish(SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.OtherRsa, "\"kid\":\"key-2\"")));
        await VerifyAsync(
            SigningKeys.Sign(TestVerifier.FormatClaims(), header: """{"alg":"RS256","kid":"key-2"}""", rsa: SigningKeys.OtherRsa));
        Publish(SigningKeys.FormatKeySet(ValidKey));

        Assert.True((await VerifyAsync(ValidToken)).SignatureVerified);
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task Many_unknown_key_ids_cause_one_refetch_in_30_seconds()
    {
        Publish(SigningKeys.FormatKeySet(ValidKey));
        await VerifyAsync(ValidToken);
        for (int i = 0; i < 50; i++)
        {
            Publish(SigningKeys.FormatKeySet(ValidKey));
            Assert.Equal(Failure.KeyUnknown, await AssertRejectedAsync(
                SigningKeys.Sign(TestVerifier.FormatClaims(), header: $$"""{"alg":"RS256","kid":"made-up-{{i}}"}""")));
        }

        Assert.Equal(2, Fetches);
        Assert.True((await VerifyAsync(ValidToken)).SignatureVerified);
    }

    [Fact]
    public async Task Unknown_key_id_is_fetched_again_after_30_seconds()
    {
        Publish(SigningKeys.FormatKeySet(SigningKeys.FormatJwk(SigningKeys.OtherRsa, "\"kid\":\"key-2\"")));
        Assert.Equal(Failure.KeyUnknown, await AssertRejectedAsync(ValidToken));
        Clock.Advance(TimeSpan.FromSeconds(30));
        Publish(SigningKeys.FormatKeySet(ValidKey));

        Assert.True((await VerifyAsync(ValidToken)).SignatureVerified);
    }

    [Fact]
    public async Task Key_of_the_service_key_is_tried_first_without_a_request()
    {
        await Verifier.VerifyAsync(ValidToken, new TrustedKeys { Pem = SigningKeys.RsaPem, Published = Address }, new ExpectedClaims(),
            NetworkOptions.Default, CancellationToken.None);

        Assert.Equal(0, Fetches);
    }

    [Fact]
    public async Task Published_keys_are_used_when_the_key_of_the_service_key_was_replaced()
    {
        Publish(SigningKeys.FormatKeySet(ValidKey));
        TrustedKeys trusted = new() { Pem = SigningKeys.OtherRsa.ExportSubjectPublicKeyInfoPem(), Published = Address };

        Assert.True((await Verifier.VerifyAsync(ValidToken, trusted, new ExpectedClaims(), NetworkOptions.Default,
            CancellationToken.None)).SignatureVerified);
    }

    [Fact]
    public async Task Token_is_not_verified_without_any_key()
    {
        TokenVerificationException refusal = await Assert.ThrowsAsync<TokenVerificationException>(() =>
            Verifier.VerifyAsync(ValidToken, new TrustedKeys(), new ExpectedClaims(), NetworkOptions.Default, CancellationToken.None)
                .AsTask());

        Assert.Equal((Failure.KeyUnknown, false), (refusal.Failure, refusal.IsVerdict));
    }
}
