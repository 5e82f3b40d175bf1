namespace BtpEmulator.Xsuaa;

/// <summary>
/// <c>/token_keys</c>: the published keys, at the address of a zone, and at the domain with the query parameter <c>zid</c>.
/// </summary>
internal sealed class TokenKeysEndpoint(Landscape landscape)
{
    private readonly string entityTag = $"\"{Guid.NewGuid():N}\"";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/uaa/{zone}/token_keys", (HttpContext context, string zone) => Respond(context, Zone.FindBySubdomain(zone)));
        routes.MapGet($"{UaaAddress.XsAdvancedPath}/token_keys", (HttpContext context) => Respond(context, Zone.Provider));
        routes.MapGet(
            "/token_keys", (HttpContext context, string? zid) => Respond(context, zid is null ? Zone.Provider : Zone.FindById(zid)));
    }

    private IResult Respond(HttpContext context, Zone? zone)
    {
        if (zone is null)
            return Results.Json(OAuthErrorException.CreateUnknownZone("of this request").Body, statusCode: StatusCodes.Status404NotFound);
        context.Response.Headers.ETag = entityTag;
        return context.Request.Headers.IfNoneMatch.ToString() == entityTag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(new { keys = new[] { landscape.SigningKey.ToJwk() } });
    }
}
