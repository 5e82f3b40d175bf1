using BtpEmulator.Http;
using BtpEmulator.Xsuaa.Grants;
using Microsoft.AspNetCore.WebUtilities;

namespace BtpEmulator.Xsuaa;

/// <summary><c>/oauth/authorize</c>: acts for a user who is already signed in and consents to everything.</summary>
internal sealed class AuthorizeEndpoint(Landscape landscape, AuthorizationCodeStore codes)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/uaa/{zone}/oauth/authorize", (HttpContext context, string zone) => Respond(context.Request.Query, zone));

    private static string? GetText(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;

    private static bool IsOnThisMachine(string? redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out Uri? uri)
            && uri.Scheme == Uri.UriSchemeHttp
            && uri.Host is "localhost" or "127.0.0.1";

    private IResult Respond(IQueryCollection query, string zone)
    {
        if (Zone.FindBySubdomain(zone) is null)
            return Results.Json(OAuthErrorException.CreateUnknownZone(zone).Body, statusCode: StatusCodes.Status404NotFound);

        // When the client or the redirect URI is invalid, the error must not be sent to that URI (RFC 6749 section 4.1.2.1).
        string id = GetText(query, "client_id") ?? "";
        if (landscape.Clients.Find(id) is not { } client || !client.GrantTypes.Contains(AuthorizationCodeHandler.Name))
            return HtmlPage.Create(400, "Invalid request", $"No client with requested id that may sign in users: {id}");
        string? redirectUri = GetText(query, "redirect_uri");
        if (redirectUri is null || !IsOnThisMachine(redirectUri))
            return HtmlPage.Create(400, "Invalid request", $"Invalid redirect {redirectUri} did not match one of the registered values");

        return Redirect(redirectUri, query, Authorize(query, client, redirectUri));
    }

    private (string Name, string Value)[] Authorize(IQueryCollection query, OAuthClient client, string redirectUri)
    {
        try
        {
            if (landscape.Settings.AuthorizeError is { } error) return CreateError(error, "The test requested this error");
            if (GetText(query, "response_type") is not "code")
                return CreateError("unsupported_response_type", "Only the response type code is supported");
            string? challenge = GetText(query, "code_challenge");
            if ((challenge is null) != (GetText(query, "code_challenge_method") is not "S256"))
                return CreateError("invalid_request", "code_challenge and code_challenge_method=S256 belong together");

            IReadOnlyList<string> scopes = ScopeParameter.Narrow(client.Scopes, GetText(query, "scope"));
            string origin = LoginHintParameter.ReadOrigin(GetText(query, "login_hint"));
            User user = UserDirectory.Find(landscape.Settings.AuthorizeUser) ?? UserDirectory.Bob;
            AuthorizationCode code = new(client, redirectUri, challenge, scopes, origin, user, landscape.Now + Lifetime);
            return [("code", codes.Issue(code))];
        }
        catch (OAuthErrorException exception)
        {
            return CreateError(exception.Error, exception.Message);
        }
    }

    private static (string, string)[] CreateError(string error, string description) =>
        [("error", error), ("error_description", description)];

    private IResult Redirect(string redirectUri, IQueryCollection query, (string Name, string Value)[] parameters)
    {
        string target = parameters.Aggregate(redirectUri, (uri, part) => QueryHelpers.AddQueryString(uri, part.Name, part.Value));
        return Results.Redirect((landscape.Settings.AuthorizeState ?? GetText(query, "state")) is { } state
            ? QueryHelpers.AddQueryString(target, "state", state)
            : target);
    }
}
