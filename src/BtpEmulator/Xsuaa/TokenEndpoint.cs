using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary><c>/oauth/token</c>: RFC 6749 as the UAA understands it.</summary>
internal sealed class TokenEndpoint
{
    private static readonly string[] Methods = ["GET", "POST"];

    private readonly Landscape landscape;
    private readonly TokenRateLimit rateLimit;
    private readonly ClientAuthentication authentication;
    private readonly Dictionary<string, IGrant> grants;

    public TokenEndpoint(Landscape landscape, TokenRateLimit rateLimit, AuthorizationCodeStore codes)
    {
        this.landscape = landscape;
        this.rateLimit = rateLimit;
        authentication = new ClientAuthentication(landscape.Clients);
        var tokens = new TokenIssue(landscape);
        IGrant[] known =
        [
            new ClientCredentialsGrant(landscape, tokens),
            new PasswordGrant(landscape.Users, tokens),
            new RefreshTokenGrant(landscape.Settings, tokens),
            new AuthorizationCodeGrant(landscape, codes, tokens),
            new JwtBearerGrant(new TokenVerifier(landscape), tokens),
        ];
        grants = known.ToDictionary(grant => grant.Type, StringComparer.Ordinal);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/uaa/{zone}/oauth/token", Methods, (HttpContext context, string zone) => HandleAsync(context, zone))
            .AddEndpointFilter(rateLimit.InvokeAsync);
        routes.MapMethods($"{UaaAddress.XsAdvancedPath}/oauth/token", Methods, (HttpRequest request) => HandleAsync(request.HttpContext, Zone.Provider.Subdomain))
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
        catch (OAuthRefusal refusal)
        {
            // Without this header no browser would ask for the client id and secret.
            if (refusal.Error is "unauthorized")
            {
                context.Response.Headers.WWWAuthenticate =
                    $"Basic realm=\"UAA/client\", error=\"unauthorized\", error_description=\"{refusal.Message}\"";
            }

            return Results.Json(refusal.Body, statusCode: refusal.Status);
        }
    }

    private static Zone FindZone(HttpRequest request, string subdomain)
    {
        var zone = Zone.FindBySubdomain(subdomain) ?? throw OAuthRefusal.UnknownZone(subdomain);
        return request.Headers["x-zid"].ToString() is { Length: > 0 } id ? Zone.FindById(id) ?? throw OAuthRefusal.UnknownZone(id) : zone;
    }

    private async Task<TokenAnswer> GrantAsync(HttpRequest request, Zone zone)
    {
        var parameters = await TokenParameters.ReadAsync(request);
        var authenticated = authentication.Authenticate(request, parameters);
        var type = parameters["grant_type"] ?? throw OAuthRefusal.InvalidRequest("Missing grant type");
        if (!grants.TryGetValue(type, out var grant)) throw OAuthRefusal.UnsupportedGrantType(type);
        if (!authenticated.Client.GrantTypes.Contains(type)) throw OAuthRefusal.InvalidClient($"Unauthorized grant type: {type}");
        if (HttpMethods.IsGet(request.Method) && type is not ClientCredentialsGrant.Name)
            throw OAuthRefusal.InvalidRequest($"Grant type {type} is not accepted in a query");

        return grant.Answer(new AccessTokenRequest
        {
            Authenticated = authenticated,
            Zone = zone,
            UaaUrl = UaaAddress.Of(request, zone, landscape),
            GrantType = type,
            Scopes = authenticated.Client.Scopes,
            Lifetime = landscape.Settings.UserTokenLifetime,
            AuthenticatedAt = landscape.Now,
            Attributes = Attributes(parameters),
            IsOpaque = parameters["token_format"] is "opaque",
        }, parameters);
    }

    private static JsonObject? Attributes(TokenParameters parameters)
    {
        if (parameters["authorities"] is not { } authorities) return null;
        try
        {
            return JsonNode.Parse(authorities)?["az_attr"] as JsonObject;
        }
        catch (JsonException)
        {
            throw OAuthRefusal.InvalidRequest("authorities is not JSON");
        }
    }
}
