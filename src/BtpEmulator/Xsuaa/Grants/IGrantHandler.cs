namespace BtpEmulator.Xsuaa.Grants;

/// <summary>Handles the token requests of one <c>grant_type</c>.</summary>
internal interface IGrantHandler
{
    string Type { get; }

    /// <summary>Completes the token request with the data of this grant and issues the token.</summary>
    /// <exception cref="OAuthErrorException">The grant is invalid.</exception>
    XsuaaTokenResponse IssueToken(AccessTokenRequest request, ReceivedTokenParameters parameters);
}
