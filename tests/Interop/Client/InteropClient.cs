using System.Text;
using System.Text.Json.Nodes;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Claims.Verification;
using TokenModule.Http;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.ServiceKeys.Sources;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;
using TokenModule.Tokens.SignIn;

namespace TokenModule.Interop;

/// <summary>The parts of the module that cmdlets use, connected to the servers of the tests.</summary>
internal sealed class InteropClient : IDisposable
{
    private readonly InteropAuthority authority;
    private readonly HttpTransport transport;
    private readonly TokenCache cache;
    private readonly BtpApiClient api;
    private readonly TokenVerifier verifier;

    public InteropClient(InteropAuthority authority)
    {
        this.authority = authority;
        TimeProvider clock = TimeProvider.System;
        transport =
            new HttpTransport(clock, (proxy, certificate, time) => InteropConnections.CreateHandler(authority, proxy, certificate, time));
        cache = new TokenCache(new TokenClient(transport, clock, TokenClaims.ParseOrDefault), clock);
        api = new BtpApiClient(cache, transport);
        verifier = new TokenVerifier(new PublishedKeys(transport, clock), clock);
    }

    /// <summary>Short waits between two attempts, and a deadline that a server on this machine meets.</summary>
    public NetworkOptions Network { get; } = new() { RetryInterval = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(30) };

    /// <param name="server">The server's address. Its token endpoint is at oauth/token below it, and its API is the whole server.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="authorizeUrl">The page for a sign-in with the browser; null if it is at /oauth/authorize.</param>
    public static ServiceKey CreateKey(Uri server, string clientId, string secret, Uri? authorizeUrl = null)
    {
        return CreateKey(server, clientId, new ClientSecret(new Secret(secret)), authorizeUrl);
    }

    public static ServiceKey CreateCertificateKey(Uri server, string clientId, string certificate, string privateKey)
    {
        return CreateKey(server, clientId, ClientCertificate.FromPem(certificate, new Secret(privateKey)), authorizeUrl: null);
    }

    public static ServiceKey CreateAssertionKey(Uri server, string clientId, AssertionSource source, string? audience = null)
    {
        return CreateKey(server, clientId, new ClientAssertion(source, audience), authorizeUrl: null);
    }

    public Task<OAuthToken> GetTokenAsync(ServiceKey key, string? scope = null) => GetTokenAsync(key, ClientAuthentication.Body, scope);

    public Task<OAuthToken> GetTokenAsync(ServiceKey key, ClientAuthentication authentication, string? scope = null)
    {
        return GetTokenAsync(CreateRequest(key, ClientCredentialsGrant.Instance, authentication, scope));
    }

    public async Task<OAuthToken> GetTokenAsync(TokenRequest request) => await cache.GetTokenAsync(request, CancellationToken.None);

    public Task<OAuthToken> SignInAsync(ServiceKey key, string userName, string password, string? scope = null)
    {
        PasswordGrant grant = new(userName, new Secret(password), oneTimeCode: null);
        return GetTokenAsync(CreateRequest(key, grant, ClientAuthentication.Body, scope));
    }

    /// <summary>Signs in with a browser that a script controls.</summary>
    public async Task<OAuthToken> SignInWithBrowserAsync(
        ServiceKey key, ClientAuthentication authentication, string scope, string userName, string password)
    {
        TokenRequest request = new(key, GrantType.AuthorizationCode, grant: null)
        {
            Scopes = scope.Split(' '),
            ClientAuthentication = authentication,
            Network = Network,
        };
        using RedirectListener listener = new(0, TimeProvider.System);
        AuthorizationRequest authorization = new(request, listener.Address);
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(20));
        Task<IReadOnlyDictionary<string, string>> response = listener.WaitAsync(deadline.Token);
        using ScriptedBrowser browser = new(authority, userName, password);
        await browser.OpenAsync(authorization.Address);
        return await GetTokenAsync(request with { Grant = authorization.ReadGrant(await response) });
    }

    /// <summary>Renews the token of a user with the refresh token that the session remembers.</summary>
    public Task<OAuthToken> RenewAsync(OAuthToken token)
    {
        return GetTokenAsync(token.Request with { MinimumLifetime = TimeSpan.FromDays(1), Network = Network });
    }

    /// <summary>Sends a refresh token that the caller has, as Get-OAuthToken -RefreshToken does.</summary>
    public Task<OAuthToken> SendRefreshTokenAsync(OAuthToken token)
    {
        RefreshTokenGrant grant = new(token.RefreshToken!);
        return GetTokenAsync(CreateRequest(token.Request.Key, grant, token.Request.ClientAuthentication, scope: null));
    }

    public async Task<TokenClaims> VerifyAsync(OAuthToken token, string audience)
    {
        TrustedKeys keys = new() { Published = token.Request.Key.JwksUri };
        ExpectedClaims expected = new() { Audience = [audience] };
        return await verifier.VerifyAsync(token.Value.Reveal(), keys, expected, Network, CancellationToken.None);
    }

    public async Task<TransportResponse> CallAsync(ServiceKey key, HttpMethod method, string path, NetworkOptions? network = null)
    {
        TokenRequest tokenRequest = TokenRequest.FromKey(key) with { Network = network ?? Network };
        BtpApiRequest request = new(method, new Uri(key.Endpoints["url"], path), tokenRequest) { Network = network ?? Network };
        return await api.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Sends a request as Invoke-BtpApi -SkipHttpErrorCheck does.</summary>
    public async Task<TransportResponse> SendAsync(TokenRequest tokenRequest, HttpMethod method, Uri address, JsonObject? body)
    {
        BtpApiRequest request = new(method, address, tokenRequest)
        {
            Body = body is null ? null : new BytesBody(Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json"),
            AcceptsResponse = _ => true,
            Network = Network,
        };
        return await api.SendAsync(request, CancellationToken.None);
    }

    /// <returns>A request of the client itself.</returns>
    public TokenRequest CreateRequest(ServiceKey key)
    {
        return CreateRequest(key, ClientCredentialsGrant.Instance, ClientAuthentication.Body, scope: null);
    }

    public TokenRequest CreateRequest(ServiceKey key, AuthorizationGrant grant, ClientAuthentication authentication, string? scope)
    {
        return new TokenRequest(key, grant)
        {
            ClientAuthentication = authentication,
            Scopes = scope?.Split(' ') ?? [],
            Network = Network,
        };
    }

    public void Dispose() => transport.Dispose();

    private static ServiceKey CreateKey(Uri server, string clientId, ClientCredential credential, Uri? authorizeUrl)
    {
        return new ServiceKeyValues(new Uri(server, "oauth/token"), clientId, credential)
        {
            AuthorizeUrl = authorizeUrl,
            Endpoints = new Dictionary<string, Uri> { ["url"] = server },
        }.ToKey();
    }
}
