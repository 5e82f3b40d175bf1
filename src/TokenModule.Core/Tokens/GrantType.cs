namespace TokenModule;

/// <summary>How a client proves that it may have a token (RFC 6749, 4).</summary>
public enum GrantType
{
    /// <summary>The client acts for itself (RFC 6749, 4.4).</summary>
    ClientCredentials,

    /// <summary>The client acts for a user whose password or passcode it has (RFC 6749, 4.3); SAP Cloud Management needs it.</summary>
    Password,

    /// <summary>The client renews what a user granted earlier (RFC 6749, 6).</summary>
    RefreshToken,

    /// <summary>The client exchanges the token of a user for one of its own (RFC 7523, 2.1).</summary>
    JwtBearer,

    /// <summary>The user signs in with a browser (RFC 6749, 4.1), with PKCE (RFC 7636).</summary>
    AuthorizationCode,
}
