using BtpEmulator.Bearer;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Ias;

/// <summary>The token endpoint of the identity service. Its response contains neither <c>scope</c> nor <c>jti</c>.</summary>
internal sealed class IdentityTokenEndpoint(Landscape landscape, TokenRateLimit rateLimit)
{
    private readonly ClientAuthenticator authentication = new(landscape.IdentityClients);
    private readonly AssertionAuthenticator assertions = new(landscape);
    private readonly BearerTokenVerifier verifier = new(landscape);
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
        catch (OAuthErrorException error)
        {
            return Results.Json(error.Body, statusCode: error.Status);
        }
    }

    private async Task<IResult> GrantAsync(HttpRequest request)
    {
        ReceivedTokenParameters parameters = await ReceivedTokenParameters.ReadAsync(request);
        AuthenticatedClient authenticated = assertions.AuthenticateOrDefault(request, parameters)
            ?? authentication.Authenticate(request, parameters);
        string type = parameters["grant_type"] ?? throw OAuthErrorException.CreateInvalidRequest("Missing grant type");
        if (!authenticated.Client.GrantTypes.Contains(type)) throw OAuthErrorException.CreateUnsupportedGrantType(type);

        User? user = type is "password" ? SignIn(parameters) : type is IdentityClients.TokenExchange ? ReadSubject(parameters) : null;
        long lifetime = (long)(user is null ? landscape.Settings.TokenLifetime : landscape.Settings.UserTokenLifetime).TotalSeconds;
        return Results.Json(new
        {
            access_token = issuer.Issue(
                IdentityAddress.GetUrl(request), authenticated, parameters["app_tid"], user, lifetime, parameters["resource"]),
            issued_token_type = type is IdentityClients.TokenExchange ? "urn:ietf:params:oauth:token-type:access_token" : null,
            token_type = "Bearer",
            expires_in = lifetime,
        });
    }

    private User? ReadSubject(ReceivedTokenParameters parameters)
    {
        string token = parameters.GetRequired("subject_token");
        _ = parameters.GetRequired("subject_token_type");
        if (!verifier.TryVerifyJwt(token, out BearerToken? subject, out string problem))
            throw OAuthErrorException.CreateInvalidRequest(problem);
        return subject.UserName is { } name ? UserDirectory.Find(name) : null;
    }

    private User SignIn(ReceivedTokenParameters parameters)
    {
        User? user = landscape.Users.SignIn(parameters.GetRequired("username"), parameters.GetRequired("password"));
        return user ?? throw OAuthErrorException.CreateInvalidGrant("The user name or the password is wrong");
    }
}
