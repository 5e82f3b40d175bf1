namespace BtpEmulator;

/// <summary>One value of <c>grant_type</c>.</summary>
internal interface IGrantHandler
{
    string Type { get; }

    /// <summary>Completes what is known of every request.</summary>
    /// <exception cref="OAuthErrorException">The grant is not good.</exception>
    XsuaaTokenResponse IssueToken(AccessTokenRequest asked, ReceivedTokenParameters parameters);
}
