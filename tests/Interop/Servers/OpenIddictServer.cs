using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TokenModule.Interop;

/// <summary>OpenIddict in this process. It uses the same paths as a UAA: /oauth/token, /oauth/authorize and /token_keys.</summary>
public sealed class OpenIddictServer : IAsyncLifetime
{
    internal const string Audience = "https://api.interop.example";
    internal const string UserName = "alice";
    internal const string Password = "correct horse & battery=staple+";

    /// <summary>Has characters that form encoding changes, and a percent sign that a second decoding would change.</summary>
    internal const string Secret = "a+b/c=d==p%41";

    private static readonly string[] SigningAlgorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256,
    ];

    private int keyCount;
    private WebApplication application = null!;

    internal InteropAuthority Authority { get; } = new();

    internal RequestCounts Requests { get; } = new();

    internal Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        HttpsConnectionAdapterOptions https = new()
        {
            ServerCertificate = Authority.LoadServerCertificate(),
            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
            // OpenIddict decides whether a client may use the certificate.
            ClientCertificateValidation = (_, _, _) => true,
        };
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.UseHttps(https)));
        string database = Guid.NewGuid().ToString();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations())
            .AddServer(ConfigureServer);

        application = builder.Build();
        application.Use(next => context =>
        {
            Requests.Add(context.Request.Method, context.Request.Path);
            return next(context);
        });
        application.UseAuthentication();
        application.MapMethods("/oauth/authorize", ["GET", "POST"], (Delegate)AuthorizeAsync);
        application.MapPost("/oauth/token", (Delegate)IssueTokenAsync);
        await RegisterClientsAsync();
        await application.StartAsync();
        Address = new Uri(application.Urls.Single());
    }

    /// <summary>Signs new tokens with new keys. The old keys are no longer published.</summary>
    internal void RotateKeys()
    {
        OpenIddictServerOptions options = application.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;
        options.SigningCredentials.Clear();
        options.SigningCredentials.AddRange(SigningAlgorithms.Select(CreateSigningCredentials));
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        Authority.Dispose();
    }

    private void ConfigureServer(OpenIddictServerBuilder server)
    {
        server.SetTokenEndpointUris("oauth/token")
            .SetAuthorizationEndpointUris("oauth/authorize")
            .SetJsonWebKeySetEndpointUris("token_keys")
            .AllowClientCredentialsFlow()
            .AllowPasswordFlow()
            .AllowRefreshTokenFlow()
            .AllowAuthorizationCodeFlow()
            .RequireProofKeyForCodeExchange()
            .RegisterScopes("read", "write", Scopes.OfflineAccess)
            .SetRefreshTokenReuseLeeway(TimeSpan.Zero)
            .EnableSelfSignedTlsClientAuthentication()
            .AddEphemeralEncryptionKey();
        foreach (string algorithm in SigningAlgorithms)
        {
            server.AddSigningCredentials(CreateSigningCredentials(algorithm));
        }

        server.UseAspNetCore().EnableTokenEndpointPassthrough().EnableAuthorizationEndpointPassthrough();
        server.AddEventHandler<GenerateTokenContext>(handler => handler
            .UseInlineHandler(SelectCredentials)
            .SetOrder(OpenIddictServerHandlers.Protection.AttachSecurityCredentials.Descriptor.Order + 1));
    }

    // The client id names the algorithm: one server shows them all. Only the client 'encrypted' gets encrypted access tokens.
    private static ValueTask SelectCredentials(GenerateTokenContext context)
    {
        if (context.TokenType != TokenTypeIdentifiers.AccessToken)
            return default;

        string client = context.Principal.GetPresenters().FirstOrDefault() ?? "";
        List<SigningCredentials> signing = context.Options.SigningCredentials;
        context.SigningCredentials = signing.FirstOrDefault(c => c.Algorithm == client) ?? signing[0];
        if (client != "encrypted")
            context.EncryptionCredentials = null;
        return default;
    }

    private async Task RegisterClientsAsync()
    {
        using IServiceScope scope = application.Services.CreateScope();
        IOpenIddictApplicationManager clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (string id in (string[])["app", "encrypted", .. SigningAlgorithms])
        {
            OpenIddictApplicationDescriptor client = new()
            {
                ClientId = id,
                ClientSecret = Secret,
                ClientType = ClientTypes.Confidential,
                ApplicationType = ApplicationTypes.Native,
                RedirectUris = { new Uri("http://localhost/") },
            };
            AllowEverything(client);
            await clients.CreateAsync(client);
        }

        X509SecurityKey certificate = new(X509Certificate2.CreateFromPem(Authority.SelfSignedPem));
        OpenIddictApplicationDescriptor mutualTls = new()
        {
            ClientId = "mtls",
            ClientType = ClientTypes.Confidential,
            JsonWebKeySet = new JsonWebKeySet { Keys = { JsonWebKeyConverter.ConvertFromX509SecurityKey(certificate) } },
        };
        AllowEverything(mutualTls);
        await clients.CreateAsync(mutualTls);
    }

    private static void AllowEverything(OpenIddictApplicationDescriptor client)
    {
        client.Permissions.UnionWith(
        [
            Permissions.Endpoints.Token, Permissions.Endpoints.Authorization, Permissions.ResponseTypes.Code,
            Permissions.GrantTypes.ClientCredentials, Permissions.GrantTypes.Password,
            Permissions.GrantTypes.RefreshToken, Permissions.GrantTypes.AuthorizationCode,
            Permissions.Prefixes.Scope + "read", Permissions.Prefixes.Scope + "write",
        ]);
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context)
    {
        OpenIddictRequest request = context.GetOpenIddictServerRequest()!;
        if (HttpMethods.IsGet(context.Request.Method))
            return Results.Content(CreateSignInPage(request), "text/html");

        IFormCollection form = await context.Request.ReadFormAsync();
        return form["user"] == UserName && form["password"] == Password ? SignIn(request, UserName) : Refuse(Errors.AccessDenied);
    }

    private static async Task<IResult> IssueTokenAsync(HttpContext context)
    {
        OpenIddictRequest request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
            return SignIn(request, request.ClientId!);
        if (request.IsPasswordGrantType())
            return request.Username == UserName && request.Password == Password ? SignIn(request, UserName) : Refuse(Errors.InvalidGrant);

        AuthenticateResult earlier = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.SignIn(earlier.Principal!, properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult SignIn(OpenIddictRequest request, string subject)
    {
        ClaimsIdentity identity = new(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, subject).SetClaim(OpenIddictConstants.Claims.PreferredUsername, subject);
        identity.SetScopes(request.GetScopes());
        identity.SetResources(Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult Refuse(string error)
    {
        Dictionary<string, string?> items = new() { [OpenIddictServerAspNetCoreConstants.Properties.Error] = error };
        AuthenticationProperties properties = new(items);
        return Results.Forbid(properties, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }

    private static string CreateSignInPage(OpenIddictRequest request)
    {
        IEnumerable<string> hidden = request.GetParameters().Select(p => CreateInput("hidden", p.Key, (string?)p.Value));
        string inputs = $"{string.Concat(hidden)}{CreateInput("text", "user", "")}{CreateInput("password", "password", "")}";
        return $"<form action=\"/oauth/authorize\" method=\"post\">{inputs}</form>";
    }

    private static string CreateInput(string type, string name, string? value)
    {
        return $"<input type=\"{type}\" name=\"{WebUtility.HtmlEncode(name)}\" value=\"{WebUtility.HtmlEncode(value)}\">";
    }

    private SigningCredentials CreateSigningCredentials(string algorithm)
    {
        SecurityKey key = algorithm == SecurityAlgorithms.EcdsaSha256
            ? new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256))
            : new RsaSecurityKey(RSA.Create(2048));
        key.KeyId = $"{algorithm}-{++keyCount}";
        return new SigningCredentials(key, algorithm);
    }
}
