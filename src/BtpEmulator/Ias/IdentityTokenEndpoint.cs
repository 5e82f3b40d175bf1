namespace BtpEmulator;

/// <summary>The token endpoint of the identity service, whose answer has neither scope nor jti.</summary>
internal sealed class IdentityTokenEndpoint(Landscape landscape, TokenRateLimit rateLimit)
{
    private readonly ClientAuthentication authentication = new(landscape.IdentityClients);
    private readonly IdentityTokenIssuer issuer = new(landscape);

    public void Map(IEndpointRouteBuilder routes) => routes
        .MapPost($"{IdentityAddress.Path}/oauth2/token", (HttpRequest request) => HandleAsync(request.HttpContext))
        .AddEndpointFilter(rateLimit.InvokeAsync);

    private async Task<IResult> HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return await GrantAsync(context.Request);
        }
        catch (OAuthRefusal refusal)
        {
            return Results.Json(refusal.Body, statusCode: refusal.Status);
        }
    }

    private async Task<IResult> GrantAsync(HttpRequest request)
    {
        var parameters = await TokenParameters.ReadAsync(request);
        var authenticated = authentication.Authenticate(request, parameters);
        var type = parameters["grant_type"] ?? throw OAuthRefusal.InvalidRequest("Missing grant type");
        if (!authenticated.Client.GrantTypes.Contains(type)) throw OAuthRefusal.UnsupportedGrantType(type);

        var user = type is "password" ? SignIn(parameters) : null;
        var lifetime = (long)(user is null ? landscape.Settings.TokenLifetime : landscape.Settings.UserTokenLifetime).TotalSeconds;
        return Results.Json(new
        {
            access_token = issuer.Issue(IdentityAddress.Of(request), authenticated, parameters["app_tid"], user, lifetime),
            token_type = "Bearer",
            expires_in = lifetime,
        });
    }

    private User SignIn(TokenParameters parameters) =>
        landscape.Users.SignIn(parameters.Required("username"), parameters.Required("password"))
        ?? throw OAuthRefusal.InvalidGrant("The user name or the password is wrong");
}
