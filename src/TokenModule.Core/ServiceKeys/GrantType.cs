namespace TokenModule;

/// <summary>The grant type of a token request (RFC 6749 section 4).</summary>
public enum GrantType
{
    /// <summary>The client acts for itself (RFC 6749 section 4.4).</summary>
    ClientCredentials,

    /// <summary>
    /// The client acts for a user and sends the password or passcode of the user (RFC 6749 section 4.3). SAP Cloud Management requires it.
    /// </summary>
    Password,

    /// <summary>The client renews an earlier sign-in of a user (RFC 6749 section 6).</summary>
    RefreshToken,

    /// <summary>The client exchanges the token of a user for its own token (RFC 7523 section 2.1).</summary>
    JwtBearer,

    /// <summary>The user signs in with a browser (RFC 6749 section 4.1), with PKCE (RFC 7636).</summary>
    AuthorizationCode,

    /// <summary>The client exchanges a token for another token (RFC 8693).</summary>
    TokenExchange,
}
