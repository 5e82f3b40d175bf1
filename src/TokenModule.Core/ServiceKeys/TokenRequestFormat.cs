namespace TokenModule.ServiceKeys;

/// <summary>How the token endpoint takes its parameters.</summary>
public enum TokenRequestFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c> (RFC 6749, 4.4.2).</summary>
    Form,

    /// <summary>A JSON object, as CIAM takes it.</summary>
    Json,
}
