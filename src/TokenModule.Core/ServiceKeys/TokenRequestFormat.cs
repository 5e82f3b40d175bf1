namespace TokenModule.ServiceKeys;

/// <summary>The format of the parameters in a token request.</summary>
public enum TokenRequestFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c> (RFC 6749 section 4.4.2).</summary>
    Form,

    /// <summary>A JSON object, which CIAM requires.</summary>
    Json,
}
