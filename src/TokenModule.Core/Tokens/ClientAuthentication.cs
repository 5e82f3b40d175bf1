namespace TokenModule.Tokens;

/// <summary>Where a token request contains the client's id and secret (RFC 6749 section 2.3.1).</summary>
public enum ClientAuthentication
{
    /// <summary>In the body. Every server reads this form in the same way.</summary>
    Body,

    /// <summary>
    /// In an <c>Authorization: Basic</c> header, form-encoded as the standard requires. A second header makes UAA decode them.
    /// </summary>
    Basic,

    /// <summary>In an <c>Authorization: Basic</c> header, not form-encoded, for servers that do not decode the id and the secret.</summary>
    BasicRaw,
}
