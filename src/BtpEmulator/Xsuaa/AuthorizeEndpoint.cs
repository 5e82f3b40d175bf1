using Microsoft.AspNetCore.WebUtilities;

namespace BtpEmulator;

/// <summary><c>/oauth/authorize</c>, where the browser finds a user who is already signed in and agrees to everything.</summary>
internal sealed class AuthorizeEndpoint(Landscape landscape, AuthorizationCodeStore codes)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/uaa/{zone}/oauth/authorize", (HttpContext context, string zone) => Respond(context.Request.Query, zone));

    private static string? GetText(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;

    private static bool IsOnThisMachine(string? redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.Host is "localhost" or "127.0.0.1";

    private IResult Respond(IQueryCollection query, string zone)
    {
        if (Zone.FindBySubdomain(zone) is null)
            return Results.Json(OAuthErrorException.CreateUnknownZone(zone).Body, statusCode: StatusCodes.Status404NotFound);

        // What is wrong with these two must not be told to the address that came with them.
        var id = GetText(query, "client_id") ?? "";
        if (landscape.Clients.Find(id) is not { } client || !client.GrantTypes.Contains(AuthorizationCodeHandler.Name))
            return HtmlPage.Create(400, "Invalid request", $"No client with requested id that may sign in users: {id}");
        var redirectUri = GetText(query, "redirect_uri");
        if (redirectUri is null || !IsOnThisMachine(redirectUri))
            return HtmlPage.Create(400, "Invalid request", $"Invalid redirect {redirectUri} did not match one of the registered values");

        return Redirect(redirectUri, query, Authorize(query, client, redirectUri));
    }

    private (string Name, string Value)[] Authorize(IQueryCollection query, OAuthClient client, string redirectUri)
    {
        try
        {
            if (landscape.Settings.AuthorizeError is { } error) return CreateError(error, "The emulator was told to refuse");
            if (GetText(query, "response_type") is not "code") return CreateError("unsupported_response_type", "Only the response type code is supported");
            var challenge = GetText(query, "code_challenge");
            if ((challenge is null) != (GetText(query, "code_challenge_method") is not "S256"))
                return CreateError("invalid_request", "code_challenge and code_challenge_method=S256 belong together");

            var scopes = ScopeParameter.Narrow(client.Scopes, GetText(query, "scope"));
            var origin = LoginHintParameter.ReadOrigin(GetText(query, "login_hint"));
            var code = new AuthorizationCode(client, redirectUri, challenge, scopes, origin, UserDirectory.Bob, landscape.Now + Lifetime);
            return [("code", codes.Issue(code))];
        }
        catch (OAuthErrorException refusal)
        {
            return CreateError(refusal.Error, refusal.Message);
        }
    }

    private static (string, string)[] CreateError(string error, string description) => [("error", error), ("error_description", description)];

    private IResult Redirect(string redirectUri, IQueryCollection query, (string Name, string Value)[] answer)
    {
        var target = answer.Aggregate(redirectUri, (uri, part) => QueryHelpers.AddQueryString(uri, part.Name, part.Value));
        return Results.Redirect((landscape.Settings.AuthorizeState ?? GetText(query, "state")) is { } state
            ? QueryHelpers.AddQueryString(target, "state", state)
            : target);
    }
}
