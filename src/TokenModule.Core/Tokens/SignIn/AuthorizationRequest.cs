using System.Security.Cryptography;
using System.Text;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens.SignIn;

/// <summary>The authorization request of a sign-in with the browser (RFC 6749 section 4.1.1), and the check of its response.</summary>
internal sealed class AuthorizationRequest
{
    private readonly Secret state = new(CreateRandomText());
    private readonly Secret verifier = new(CreateRandomText());
    private readonly Uri redirectUri;

    public AuthorizationRequest(TokenRequest request, Uri redirectUri)
    {
        this.redirectUri = redirectUri;
        List<KeyValuePair<string, string>> query =
        [
            new("response_type", "code"),
            new("client_id", request.Key.ClientId),
            new("redirect_uri", redirectUri.OriginalString),
            new("state", state.Reveal()),
            new("code_challenge", CreateChallenge(verifier.Reveal())),
            new("code_challenge_method", "S256"),
        ];
        if (request.Scopes.Count > 0)
            query.Add(new("scope", string.Join(" ", request.Scopes)));
        if (request.Origin is { } origin)
            query.Add(new("login_hint", LoginHint.FormatHint(origin)));
        // Otherwise the server would use the browser's current session without asking who signs in (OpenID Connect Core section 3.1.2.1).
        if (request.ForceRefresh)
            query.Add(new("prompt", "login"));

        string parameters = string.Join("&", query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        Uri page = request.Key.AuthorizeUrl ?? TokenEndpoint.GetAuthorizePage(request.TokenUrl);
        // The query of the page itself must be retained (RFC 6749 section 3.1).
        string pageQuery = page.Query.TrimStart('?');
        Address = new UriBuilder(page) { Query = pageQuery.Length == 0 ? parameters : $"{pageQuery}&{parameters}", Fragment = "" }.Uri;
    }

    /// <summary>The address that the user opens. It contains only the hash of the code verifier (RFC 7636 section 4.2).</summary>
    public Uri Address { get; }

    /// <param name="response">The parameters that the browser returned (RFC 6749 section 4.1.2).</param>
    /// <exception cref="TokenRequestException">The user or the server refused, or the response is not for this request.</exception>
    public AuthorizationCodeGrant ReadGrant(IReadOnlyDictionary<string, string> response)
    {
        if (!response.TryGetValue("state", out string? returnedState) || returnedState != state.Reveal())
            throw CreateError("the response of the browser does not belong to this sign-in.", "Close other sign-in pages and try again.");
        if (response.TryGetValue("error", out string? error))
        {
            response.TryGetValue("error_description", out string? description);
            string details = $"{ServerText.Clean(error)} {ServerText.Clean(description, verifier)}".TrimEnd().TrimEnd('.');
            throw CreateError($"the server rejected it: {details}.", "Check that the user may use this client, and try again.");
        }

        if (!response.TryGetValue("code", out string? code) || code.Length == 0)
            throw CreateError("the response of the browser has no code.", "Try again.");
        return new AuthorizationCodeGrant(new Secret(code), verifier, redirectUri);
    }

    private static string CreateChallenge(string verifier) => Base64UrlText.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static string CreateRandomText() => Base64UrlText.Encode(RandomNumberGenerator.GetBytes(32));

    private static TokenRequestException CreateError(string reason, string action)
    {
        return new TokenRequestException(Failure.GrantRejected, $"The sign-in failed: {reason}", action);
    }
}
