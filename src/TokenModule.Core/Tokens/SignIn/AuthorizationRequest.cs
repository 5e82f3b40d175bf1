using System.Security.Cryptography;
using System.Text;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens.SignIn;

/// <summary>One sign-in with a browser (RFC 6749, 4.1.1): the address to open, and what its answer has to match.</summary>
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
        // Otherwise the server would use the browser's current session without asking who signs in (OpenID Connect Core, 3.1.2.1).
        if (request.ForceRefresh)
            query.Add(new("prompt", "login"));

        string parameters = string.Join("&", query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        Uri page = request.Key.AuthorizeUrl ?? TokenEndpoint.GetAuthorizePage(request.TokenUrl);
        // The query of the page itself must be retained (RFC 6749, 3.1).
        string pageQuery = page.Query.TrimStart('?');
        Address = new UriBuilder(page) { Query = pageQuery.Length == 0 ? parameters : $"{pageQuery}&{parameters}", Fragment = "" }.Uri;
    }

    /// <summary>What the user opens. It holds no secret: the verifier only as its hash (RFC 7636, 4.2).</summary>
    public Uri Address { get; }

    /// <param name="answer">The parameters the browser came back with (RFC 6749, 4.1.2).</param>
    /// <exception cref="TokenRequestException">The user or the server refused, or the answer is not for this request.</exception>
    public AuthorizationCodeGrant ReadGrant(IReadOnlyDictionary<string, string> answer)
    {
        if (!answer.TryGetValue("state", out string? sent) || sent != state.Reveal())
            throw CreateError("the response of the browser does not belong to this sign-in.", "Close other sign-in pages and try again.");
        if (answer.TryGetValue("error", out string? error))
        {
            answer.TryGetValue("error_description", out string? description);
            string reason = $"{ServerText.Clean(error)} {ServerText.Clean(description, verifier)}".TrimEnd().TrimEnd('.');
            throw CreateError($"the server rejected it: {reason}.", "Check that the user may use this client, and try again.");
        }

        return answer.TryGetValue("code", out string? code) && code.Length > 0
            ? new AuthorizationCodeGrant(new Secret(code), verifier, redirectUri)
            : throw CreateError("the response of the browser has no code.", "Try again.");
    }

    private static string CreateChallenge(string verifier) => EncodeBase64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static string CreateRandomText() => EncodeBase64Url(RandomNumberGenerator.GetBytes(32));

    private static string EncodeBase64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static TokenRequestException CreateError(string why, string action) => new(Failure.GrantRejected, $"The sign-in failed: {why}", action);
}
