using TokenModule.Claims.Verification;
using TokenModule.Http;

namespace TokenModule;

/// <summary>The base class of tests with published keys: an address that returns keys, and a verifier that reads them.</summary>
public abstract class PublishedKeysTestBase(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private protected static readonly string ValidToken = SigningKeys.Sign(TestVerifier.FormatClaims(lasting: 86400));
    private protected static readonly string ValidKey = SigningKeys.FormatJwk(SigningKeys.Rsa);

    private protected Uri Address => new(Btp.Address, "/jwks");

    private protected int Fetches => Btp.Requests.Count("GET", "/jwks");

    private protected void Publish(string body, params (string Name, string Value)[] headers)
    {
        Btp.Faults.Clear();
        Btp.Faults.Add(new Fault { Path = "/jwks", Body = body, Headers = headers.ToDictionary(h => h.Name, h => h.Value) });
    }

    private protected Task<TokenClaims> VerifyAsync(string token, Uri? published = null)
    {
        return Verifier.VerifyAsync(token, new TrustedKeys { Published = published ?? Address }, new ExpectedClaims(),
            NetworkOptions.Default, CancellationToken.None).AsTask();
    }

    private protected async Task<Failure> AssertRejectedAsync(string token) =>
        (await Assert.ThrowsAnyAsync<BtpException>(() => VerifyAsync(token))).Failure;
}
