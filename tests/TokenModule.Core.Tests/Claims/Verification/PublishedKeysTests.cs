using BtpEmulator;
using TokenModule.Claims.Verification;
using TokenModule.Http;
using TokenModule.ServiceKeys;

namespace TokenModule;

/// <summary>When and where the keys that a server publishes are asked for.</summary>
public sealed class PublishedKeysTests : PublishingServer
{
    public PublishedKeysTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Keys_are_fetched_from_the_service_keys_own_domain_only()
    {
        ServiceKey key = Key(SeedSystem.CloudManagementLocal);
        Uri published = TokenEndpoint.PublishedKeys(key.TokenUrl)!;
        string header = $$"""{"alg":"RS256","kid":"key-1","jku":"{{Address}}","x5u":"{{Address}}","jwk":{{GoodKey}}}""";

        await Assert.ThrowsAsync<TokenVerificationException>(() => Verify(SigningKeys.Sign(Verifying.Claims(), header: header), published));
        Assert.Equal(["/uaa/emulator/token_keys"], Btp.Requests.All.Select(r => r.Path));
    }

    [Theory]
    [InlineData("https://sub.authentication.eu10.example/oauth/token", "https://sub.authentication.eu10.example/token_keys")]
    [InlineData("https://sub.authentication.cert.eu10.example/oauth/token", "https://sub.authentication.eu10.example/token_keys")]
    [InlineData("https://host.example/uaa-security/oauth/token", "https://host.example/uaa-security/token_keys")]
    [InlineData("https://tenant.accounts.example/oauth2/token", "https://tenant.accounts.example/oauth2/certs")]
    public void Every_token_endpoint_has_its_own_place_for_keys(string endpoint, string expected)
    {
        Assert.Equal(expected, TokenEndpoint.PublishedKeys(new Uri(endpoint))!.AbsoluteUri);
    }

    [Fact]
    public async Task A_token_of_the_emulator_is_verified_with_what_the_emulator_publishes()
    {
        ServiceKey key = Key(SeedSystem.CloudManagementLocal);
        Clock.SetWallClockOff(DateTimeOffset.UtcNow - Clock.GetUtcNow());
        OAuthToken token = await Token(SeedSystem.CloudManagementLocal);

        Assert.True((await Verify(token.Value.Reveal(), TokenEndpoint.PublishedKeys(key.TokenUrl))).SignatureVerified);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("https://evil.example/keys")]
    [InlineData("' OR 1=1 --")]
    [InlineData("?zid=other#x")]
    [InlineData("")]
    public async Task A_kid_is_an_opaque_string(string kid)
    {
        Publish(SigningKeys.Set(SigningKeys.Jwk(SigningKeys.OtherRsa), SigningKeys.Jwk(SigningKeys.Rsa, $"\"kid\":\"{kid}\"")));

        Assert.True((await Verify(SigningKeys.Sign(Verifying.Claims(), header: $$"""{"alg":"RS256","kid":"{{kid}}"}"""))).SignatureVerified);
        Assert.Equal(["/jwks"], Btp.Requests.All.Select(r => r.RawTarget));
    }

    [Fact]
    public async Task A_duplicate_kid_is_ambiguous_and_refused()
    {
        Publish(SigningKeys.Set(GoodKey, SigningKeys.Jwk(SigningKeys.OtherRsa)));

        Assert.Equal(Failure.KeyUnknown, await Refused(Good));
    }

    [Fact]
    public async Task A_kid_that_stands_for_another_key_is_refused()
    {
        Publish(SigningKeys.Set(SigningKeys.Jwk(SigningKeys.OtherRsa), SigningKeys.Jwk(SigningKeys.Rsa, "\"kid\":\"key-2\"")));

        Assert.Equal(Failure.SignatureInvalid, await Refused(Good));
    }

    [Fact]
    public async Task A_token_that_names_no_key_is_checked_with_the_only_one()
    {
        Publish(SigningKeys.Set(GoodKey));

        Assert.True((await Verify(SigningKeys.Sign(Verifying.Claims(), header: """{"alg":"RS256"}"""))).SignatureVerified);
    }

    [Fact]
    public async Task A_token_that_names_no_key_is_refused_where_there_are_several()
    {
        Publish(SigningKeys.Set(GoodKey, SigningKeys.Jwk(SigningKeys.OtherRsa, "\"kid\":\"key-2\"")));

        Assert.Equal(Failure.KeyUnknown, await Refused(SigningKeys.Sign(Verifying.Claims(), header: """{"alg":"RS256"}""")));
    }

    [Fact]
    public async Task Known_keys_cost_no_request()
    {
        Publish(SigningKeys.Set(GoodKey));
        await Verify(Good);
        await Verify(Good);

        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task After_ten_minutes_the_server_is_asked_whether_they_have_changed()
    {
        Publish(SigningKeys.Set(GoodKey), ("ETag", "\"e-1\""));
        await Verify(Good);
        Clock.Pass(TimeSpan.FromMinutes(10));
        Btp.Faults.Add(new Fault { Path = "/jwks", Status = 304 });
        await Verify(Good);
        await Verify(Good);

        Assert.Equal(2, Fetches);
        Assert.Equal("\"e-1\"", Btp.Requests.All[1].Headers["If-None-Match"]);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_no_longer_trusted_after_ten_minutes()
    {
        Publish(SigningKeys.Set(GoodKey));
        await Verify(Good);
        Clock.Pass(TimeSpan.FromMinutes(10));
        Publish(SigningKeys.Set(SigningKeys.Jwk(SigningKeys.OtherRsa, "\"kid\":\"key-2\"")));

        Assert.Equal(Failure.KeyUnknown, await Refused(Good));
    }

    [Fact]
    public async Task An_unknown_kid_is_looked_for_once_more_at_once()
    {
        Publish(SigningKeys.Set(SigningKeys.Jwk(SigningKeys.OtherRsa, "\"kid\":\"key-2\"")));
        await Verify(SigningKeys.Sign(Verifying.Claims(), header: """{"alg":"RS256","kid":"key-2"}""", rsa: SigningKeys.OtherRsa));
        Publish(SigningKeys.Set(GoodKey));

        Assert.True((await Verify(Good)).SignatureVerified);
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task A_flood_of_unknown_kids_costs_one_refetch_in_30_s()
    {
        Publish(SigningKeys.Set(GoodKey));
        await Verify(Good);
        for (int i = 0; i < 50; i++)
        {
            Publish(SigningKeys.Set(GoodKey));
            Assert.Equal(Failure.KeyUnknown, await Refused(SigningKeys.Sign(Verifying.Claims(), header: $$"""{"alg":"RS256","kid":"made-up-{{i}}"}""")));
        }

        Assert.Equal(2, Fetches);
        Assert.True((await Verify(Good)).SignatureVerified);
    }

    [Fact]
    public async Task After_30_s_an_unknown_kid_is_looked_for_again()
    {
        Publish(SigningKeys.Set(SigningKeys.Jwk(SigningKeys.OtherRsa, "\"kid\":\"key-2\"")));
        Assert.Equal(Failure.KeyUnknown, await Refused(Good));
        Clock.Pass(TimeSpan.FromSeconds(30));
        Publish(SigningKeys.Set(GoodKey));

        Assert.True((await Verify(Good)).SignatureVerified);
    }

    [Fact]
    public async Task A_key_at_hand_is_tried_first_and_costs_no_request()
    {
        await Verifier.VerifyAsync(Good, new TrustedKeys { Pem = SigningKeys.RsaPem, Published = Address }, new Expectations(), NetworkOptions.Default, CancellationToken.None);

        Assert.Equal(0, Fetches);
    }

    [Fact]
    public async Task Where_the_key_at_hand_was_replaced_the_published_ones_are_asked()
    {
        Publish(SigningKeys.Set(GoodKey));
        TrustedKeys trusted = new() { Pem = SigningKeys.OtherRsa.ExportSubjectPublicKeyInfoPem(), Published = Address };

        Assert.True((await Verifier.VerifyAsync(Good, trusted, new Expectations(), NetworkOptions.Default, CancellationToken.None)).SignatureVerified);
    }

    [Fact]
    public async Task Without_any_key_nothing_is_verified()
    {
        TokenVerificationException refusal = await Assert.ThrowsAsync<TokenVerificationException>(() => Verifier.VerifyAsync(Good, new TrustedKeys(), new Expectations(), NetworkOptions.Default, CancellationToken.None).AsTask());

        Assert.Equal((Failure.KeyUnknown, false), (refusal.Failure, refusal.IsVerdict));
    }
}
