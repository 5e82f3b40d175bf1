namespace BtpEmulator;

/// <summary>One value of <c>grant_type</c>.</summary>
internal interface IGrant
{
    string Type { get; }

    /// <summary>Completes what is known of every request.</summary>
    /// <exception cref="OAuthRefusal">The grant is not good.</exception>
    TokenAnswer Answer(AccessTokenRequest asked, TokenParameters parameters);
}
