using System.Security.Cryptography.X509Certificates;

namespace BtpEmulator.Ias;

/// <summary>
/// Issues a passcode to a user who connects with a client certificate. The common name of the certificate is the name of the user.
/// </summary>
internal sealed class PasscodeService(Landscape landscape)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet($"{IdentityAddress.Path}/service/users/passcode", IssuePasscode);

    private IResult IssuePasscode(HttpContext context)
    {
        string? name = context.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, false);
        return name is not null && landscape.Users.IssuePasscode(name) is { } passcode
            ? Results.Json(new { passcode })
            : Results.StatusCode(StatusCodes.Status401Unauthorized);
    }
}
