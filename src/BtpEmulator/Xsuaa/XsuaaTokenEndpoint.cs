using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator.Xsuaa;

/// <summary><c>/oauth/token</c>: the token endpoint of RFC 6749 as the UAA implements it.</summary>
internal sealed class XsuaaTokenEndpoint
{
    private static readonly string[] Methods = ["GET", "POST"];

    private readonly Landscape landscape;
    private readonly TokenRateLimit rateLimit;
    private readonly ClientAuthenticator authentication;
    private readonly Dictionary<string, IGrantHandler> grants;

    public XsuaaTokenEndpoint(Landscape landscape, TokenRateLimit rateLimit, AuthorizationCodeStore codes)
    {
        this.landscape = landscape;
        this.rateLimit = rateLimit;
        authentication = new ClientAuthenticator(landscape.Clients);
        XsuaaTokenResponseFactory tokens = new(landscape);
        IGrantHandler[] handlers =
        [
            new ClientCredentialsHandler(landscape, tokens),
            new PasswordHandler(landscape.Users, tokens),
            new RefreshTokenHandler(landscape.Settings, tokens),
            new AuthorizationCodeHandler(landscape, codes, tokens),
            new JwtBearerHandler(new BearerTokenVerifier(landscape), tokens),
        ];
        grants = handlers.ToDictionary(handler => handler.Type, StringComparer.Ordinal);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/uaa/{zone}/oauth/token", Methods, (HttpContext context, string zone) => HandleAsync(context, zone))
            .AddEndpointFilter(rateLimit.InvokeAsync);
        routes.MapMethods(
            $"{UaaAddress.XsAdvancedPath}/oauth/token",
            Methods,
            (HttpRequest request) => HandleAsync(request.HttpContext, Zone.Provider.Subdomain))
            .AddEndpointFilter(rateLimit.InvokeAsync);
    }

    private async Task<IResult> HandleAsync(HttpContext context, string zone)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        try
        {
            return Results.Json(await GrantAsync(context.Request, FindZone(context.Request, zone)));
        }
        catch (OAuthErrorException error)
        {
            // The UAA sends this header, and it makes a browser ask for the client ID and secret.
            if (error.Error is "unauthorized")
            {
                context.Response.Headers.WWWAuthenticate =
                    $"Basic realm=\"UAA/client\", error=\"unauthorized\", error_description=\"{error.Message}\"";
            }

            return Results.Json(error.Body, statusCode: error.Status);
        }
    }

    private static Zone FindZone(HttpRequest request, string subdomain)
    {
        Zone zone = Zone.FindBySubdomain(subdomain) ?? throw OAuthErrorException.CreateUnknownZone(subdomain);
        return request.Headers["x-zid"].ToString() is { Length: > 0 } id
            ? Zone.FindById(id) ?? throw OAuthErrorException.CreateUnknownZone(id)
            : zone;
    }

    private async Task<XsuaaTokenResponse> GrantAsync(HttpRequest request, Zone zone)
    {
        ReceivedTokenParameters parameters = await ReceivedTokenParameters.ReadAsync(request);
        AuthenticatedClient authenticated = authentication.Authenticate(request, parameters);
        string type = parameters["grant_type"] ?? throw OAuthErrorException.CreateInvalidRequest("Missing grant type");
        if (!grants.TryGetValue(type, out IGrantHandler? grant)) throw OAuthErrorException.CreateUnsupportedGrantType(type);
        if (!authenticated.Client.GrantTypes.Contains(type))
            throw OAuthErrorException.CreateInvalidClient($"Unauthorized grant type: {type}");
        if (HttpMethods.IsGet(request.Method) && type is not ClientCredentialsHandler.Name)
            throw OAuthErrorException.CreateInvalidRequest($"Grant type {type} is not accepted in a query");

        return grant.IssueToken(new AccessTokenRequest
        {
            Authenticated = authenticated,
            Zone = zone,
            UaaUrl = UaaAddress.GetUrl(request, zone, landscape),
            GrantType = type,
            Scopes = authenticated.Client.Scopes,
            Lifetime = landscape.Settings.UserTokenLifetime,
            AuthenticatedAt = landscape.Now,
            Attributes = ReadAttributes(parameters),
            IsOpaque = parameters["token_format"] is "opaque",
        }, parameters);
    }

    private static JsonObject? ReadAttributes(ReceivedTokenParameters parameters)
    {
        if (parameters["authorities"] is not { } authorities) return null;
        try
        {
            return JsonNode.Parse(authorities)?["az_attr"] as JsonObject;
        }
        catch (JsonException)
        {
            throw OAuthErrorException.CreateInvalidRequest("authorities is not JSON");
        }
    }
}
