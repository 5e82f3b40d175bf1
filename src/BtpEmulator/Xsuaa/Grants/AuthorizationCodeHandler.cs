using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BtpEmulator.Xsuaa.Grants;

/// <summary>The authorization code grant (RFC 6749 section 4.1) with PKCE (RFC 7636).</summary>
internal sealed class AuthorizationCodeHandler(
    Landscape landscape, AuthorizationCodeStore codes, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public const string Name = "authorization_code";

    public string Type => Name;

    public XsuaaTokenResponse IssueToken(AccessTokenRequest request, ReceivedTokenParameters parameters)
    {
        string sent = parameters.GetRequired("code");
        if (codes.Redeem(sent) is not { } code || code.ExpiresAt <= landscape.Now)
            throw OAuthErrorException.CreateInvalidGrant($"Invalid authorization code: {sent}");
        if (code.Client.Id != request.Client.Id) throw OAuthErrorException.CreateInvalidClient("Client ID mismatch");
        if (code.RedirectUri != parameters["redirect_uri"]) throw OAuthErrorException.CreateInvalidGrant("Redirect URI mismatch.");
        CheckVerifier(code.Challenge, parameters["code_verifier"]);
        return tokens.CreateResponseWithRefreshToken(request with { Scopes = code.Scopes, User = code.User, Origin = code.Origin });
    }

    private static void CheckVerifier(string? challenge, string? verifier)
    {
        if (challenge is null && verifier is null) return;
        if (challenge is null) throw OAuthErrorException.CreateInvalidGrant("Code verifier not required for this authorization code.");
        if (verifier is null) throw OAuthErrorException.CreateInvalidGrant("Code verifier must be provided for this authorization code.");
        if (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != challenge)
            throw OAuthErrorException.CreateInvalidGrant("Invalid code verifier");
    }
}
