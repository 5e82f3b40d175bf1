using BtpEmulator.Ias;

namespace BtpEmulator.Xsuaa;

/// <summary>
/// Revokes tokens: an opaque token by its id as the UAA does, and any token of SAP Cloud Identity Services (RFC 7009).
/// </summary>
internal sealed class RevocationEndpoint(Landscape landscape)
{
    private readonly ClientAuthenticator authentication = new(landscape.IdentityClients);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/uaa/{zone}/oauth/token/revoke/{id}", (string id) =>
            landscape.OpaqueTokens.Remove(id) ? Results.Ok() : Results.Json(new { error = "not_found" }, statusCode: 404));
        routes.MapPost($"{IdentityAddress.Path}/oauth2/revoke", async (HttpRequest request) =>
        {
            try
            {
                ReceivedTokenParameters parameters = await ReceivedTokenParameters.ReadAsync(request);
                _ = authentication.Authenticate(request, parameters);
                _ = parameters.GetRequired("token");
                return Results.Ok();
            }
            catch (OAuthErrorException error)
            {
                return Results.Json(error.Body, statusCode: error.Status);
            }
        });
    }
}
