namespace BtpEmulator;

/// <summary><c>/passcode</c>: where a user who is signed in finds a code for the command line.</summary>
internal static class PasscodePage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/uaa/{zone}/passcode", (string zone) =>
        Zone.FindBySubdomain(zone) is null
            ? Results.Json(OAuthErrorException.CreateUnknownZone(zone).Body, statusCode: StatusCodes.Status404NotFound)
            : HtmlPage.Create(StatusCodes.Status200OK, "Temporary Authentication Code", UserDirectory.Passcode));
}
