using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary><c>/oauth/token</c>: RFC 6749 as the UAA understands it.</summary>
internal sealed class TokenEndpoint(Landscape landscape)
{
    private readonly ClientAuthentication authentication = new(landscape.Clients);
    private readonly RefreshTokenStore refreshTokens = new(landscape);
    private readonly AccessTokenIssuer issuer = new(landscape);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/uaa/{zone}/oauth/token", ["GET", "POST"], (HttpContext context, string zone) => HandleAsync(context, zone));

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
        var client = authentication.Authenticate(request, parameters);
        var grantType = parameters["grant_type"] ?? throw OAuthRefusal.InvalidRequest("Missing grant type");
        if (grantType is not ("client_credentials" or "password" or "refresh_token")) throw OAuthRefusal.UnsupportedGrantType(grantType);
        if (!client.GrantTypes.Contains(grantType)) throw OAuthRefusal.InvalidClient($"Unauthorized grant type: {grantType}");
        if (HttpMethods.IsGet(request.Method) && grantType is not "client_credentials")
            throw OAuthRefusal.InvalidRequest($"Grant type {grantType} is not accepted in a query");

        var asked = new AccessTokenRequest
        {
            Client = client,
            Zone = zone,
            Scopes = client.Scopes,
            Lifetime = landscape.Settings.UserTokenLifetime,
            AuthenticatedAt = landscape.Now,
            ClientAuthenticationMethod = parameters["client_secret"] is null ? "client_secret_basic" : "client_secret_post",
            Attributes = Attributes(parameters),
        };
        return grantType switch
        {
            "client_credentials" => Answer(Narrow(asked with { Lifetime = landscape.Settings.TokenLifetime }, parameters)),
            "password" => AnswerWithRefreshToken(Narrow(asked with { User = SignIn(parameters) }, parameters)),
            _ => Refresh(asked, parameters),
        };
    }

    private User SignIn(TokenParameters parameters) =>
        landscape.Users.SignIn(parameters.Required("username"), parameters.Required("password"))
        ?? throw OAuthRefusal.Unauthorized("Bad credentials");

    private TokenAnswer Refresh(AccessTokenRequest asked, TokenParameters parameters)
    {
        var sent = parameters.Required("refresh_token");
        var token = refreshTokens.Redeem(sent, asked.Client);
        var request = Narrow(asked with { User = token.User, Zone = token.Zone, Scopes = token.Scopes }, parameters);
        return landscape.Settings.RotateRefreshTokens ? AnswerWithRefreshToken(request) : Answer(request) with { RefreshToken = sent };
    }

    private static AccessTokenRequest Narrow(AccessTokenRequest request, TokenParameters parameters)
    {
        if (parameters["scope"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not { Length: > 0 } wanted) return request;
        var foreign = wanted.Except(request.Scopes, StringComparer.Ordinal).ToList();
        return foreign.Count is 0
            ? request with { Scopes = wanted }
            : throw OAuthRefusal.InvalidScope($"[{string.Join(", ", foreign)}] is invalid. Please use a valid scope name in the request");
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

    private TokenAnswer AnswerWithRefreshToken(AccessTokenRequest request) => Answer(request) with
    {
        RefreshToken = refreshTokens.Issue(request.Client, request.User!, request.Scopes, request.Zone),
    };

    private TokenAnswer Answer(AccessTokenRequest request)
    {
        var (token, jti) = issuer.Issue(request);
        return new TokenAnswer
        {
            AccessToken = token,
            ExpiresIn = (long)request.Lifetime.TotalSeconds - 1,
            Scope = string.Join(' ', request.Scopes),
            Jti = jti,
        };
    }
}
