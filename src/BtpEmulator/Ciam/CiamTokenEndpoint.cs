using System.Text.Json.Nodes;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Ciam;

/// <summary>The token endpoint of CIAM, which accepts JSON instead of a form.</summary>
internal sealed class CiamTokenEndpoint(Landscape landscape)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/ciam-mfa/v2/get/token", (HttpRequest request) => RespondAsync(request));

    private async Task<IResult> RespondAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return CreateError(StatusCodes.Status415UnsupportedMediaType, "invalid_request", "Content-Type must be application/json");
        if (await request.ReadJsonObjectAsync() is not { } body)
            return CreateError(400, "invalid_request", "The body is not a JSON object");
        // SAP's documentation uses one spelling in the text and the other in the example.
        if (body.GetText("grant_type") is not ("client_credential" or "client_credentials"))
            return CreateError(400, "unsupported_grant_type", "unsupported grant_type");
        return body.GetText("client_id") is CiamClient.Id && body.GetText("client_secret") is CiamClient.Secret
            ? Issue()
            : CreateError(401, "invalid_client", "Invalid client or client credentials.");
    }

    private IResult Issue()
    {
        long lifetime = (long)landscape.Settings.CiamTokenLifetime.TotalSeconds;
        JsonObject header = new() { ["alg"] = "RS256", ["kid"] = SigningKey.Id, ["pi.atm"] = "rzru" };
        JsonObject claims = new()
        {
            ["scope"] = CiamClient.Scope,
            ["authorization_details"] = new JsonArray(),
            ["client_id"] = CiamClient.Id,
            ["iss"] = landscape.Origin,
            ["aud"] = CiamClient.Id,
            ["exp"] = landscape.Now.ToUnixTimeSeconds() + lifetime,
        };
        return Results.Json(new
        {
            access_token = landscape.SigningKey.Sign(header, claims),
            token_type = "Bearer",
            expires_in = lifetime - 1,
        });
    }

    private static IResult CreateError(int status, string error, string description) =>
        Results.Json(new { error, error_description = description }, statusCode: status);
}
