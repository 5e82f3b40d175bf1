namespace BtpEmulator;

/// <summary>The token endpoint of the identity service, whose answer has neither scope nor jti.</summary>
internal sealed class IdentityTokenEndpoint(Landscape landscape, TokenRateLimit rateLimit)
{
    private readonly ClientAuthenticator authentication = new(landscape.IdentityClients);
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
        catch (OAuthErrorException refusal)
        {
            return Results.Json(refusal.Body, statusCode: refusal.Status);
        }
    }

    private async Task<IResult> GrantAsync(HttpRequest request)
    {
        var parameters = await ReceivedTokenParameters.ReadAsync(request);
        var authenticated = authentication.Authenticate(request, parameters);
        var type = parameters["grant_type"] ?? throw OAuthErrorException.CreateInvalidRequest("Missing grant type");
        if (!authenticated.Client.GrantTypes.Contains(type)) throw OAuthErrorException.CreateUnsupportedGrantType(type);

        var user = type is "password" ? SignIn(parameters) : null;
        var lifetime = (long)(user is null ? landscape.Settings.TokenLifetime : landscape.Settings.UserTokenLifetime).TotalSeconds;
        return Results.Json(new
        {
            access_token = issuer.Issue(IdentityAddress.GetUrl(request), authenticated, parameters["app_tid"], user, lifetime),
            token_type = "Bearer",
            expires_in = lifetime,
        });
    }

    private User SignIn(ReceivedTokenParameters parameters) =>
        landscape.Users.SignIn(parameters.GetRequired("username"), parameters.GetRequired("password"))
        ?? throw OAuthErrorException.CreateInvalidGrant("The user name or the password is wrong");
}
