using BtpEmulator.Http;

namespace BtpEmulator.Xsuaa;

/// <summary><c>/passcode</c>: shows a signed-in user a passcode for command-line tools.</summary>
internal static class PasscodePage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/uaa/{zone}/passcode", (string zone) =>
        Zone.FindBySubdomain(zone) is null
            ? Results.Json(OAuthErrorException.CreateUnknownZone(zone).Body, statusCode: StatusCodes.Status404NotFound)
            : HtmlPage.Create(StatusCodes.Status200OK, "Temporary Authentication Code", UserDirectory.Passcode));
}
