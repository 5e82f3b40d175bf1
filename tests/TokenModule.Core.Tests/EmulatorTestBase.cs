using BtpEmulator;
using TokenModule.Api;
using TokenModule.Claims.Verification;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule;

/// <summary>The base class of tests with an emulator and a client whose waits take no time.</summary>
/// <param name="shared">An emulator for all tests of a class; null starts one for each.</param>
public abstract class EmulatorTestBase(SharedEmulator? shared = null) : IAsyncLifetime
{
    private HttpTransport transport = null!;

    private protected TestClock Clock { get; } = new();

    /// <summary>The clock of the client. Tests with certificates need the real clock.</summary>
    private protected virtual TimeProvider Time => Clock;

    private protected Emulator Btp { get; private set; } = null!;

    /// <summary>Requests tokens from the token endpoint, without a cache.</summary>
    private protected TokenClient Client { get; private set; } = null!;

    private protected TokenCache Tokens { get; private set; } = null!;

    private protected BtpApiClient Api { get; private set; } = null!;

    private protected TokenVerifier Verifier { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Btp = shared?.Btp ?? await Emulator.StartAsync();
        Btp.Requests.Clear();
        Btp.Faults.Clear();
        transport = new HttpTransport(Time, TrustedAuthority.CreateHandlerFactory(Btp.CertificateAuthorityPem));
        Client = new TokenClient(transport, Time, TokenClaims.ParseOrDefault);
        Tokens = new TokenCache(Client, Time);
        Api = new BtpApiClient(Tokens, transport) { ReadClaims = TokenClaims.ParseOrDefault };
        Verifier = new TokenVerifier(new PublishedKeys(transport, Time), Time);
    }

    public async Task DisposeAsync()
    {
        transport.Dispose();
        if (shared is null)
            await Btp.DisposeAsync();
    }

    private protected ServiceKey ReadKey(SeedSystem system) => ServiceKeyReader.ReadKey(Btp.GetServiceKeyJson(system), "the emulator");

    private protected ServiceKey ReadKey(string name) => ServiceKeyReader.ReadKey(Btp.GetServiceKeyJson(name), "the emulator");

    private protected async Task<OAuthToken> GetTokenAsync(TokenRequest request) =>
        await Tokens.GetTokenAsync(request, CancellationToken.None);

    private protected Task<OAuthToken> GetTokenAsync(SeedSystem system) => GetTokenAsync(TokenRequest.FromKey(ReadKey(system)));

    private protected static TokenRequest CreateSignInRequest(ServiceKey key, string user, string password, string? code = null)
    {
        return new TokenRequest(key, new PasswordGrant(user, new Secret(password), code is null ? null : new Secret(code)));
    }
}
