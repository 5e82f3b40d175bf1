using TokenModule.Http;

namespace TokenModule.Tokens.Grants;

/// <summary>An authorization grant, which the token endpoint exchanges for a token (RFC 6749 section 1.3).</summary>
internal abstract class AuthorizationGrant
{
    public abstract GrantType Type { get; }

    /// <summary>The value of the parameter <c>grant_type</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The user of the token, or null when the grant does not name the user.</summary>
    public virtual string? UserName => null;

    /// <summary>Distinguishes two grants of the same type without revealing them. Null when all grants of the type are equal.</summary>
    public virtual string? Fingerprint => null;

    /// <summary>The secrets that are masked in messages.</summary>
    public virtual IReadOnlyList<Secret> Secrets => [];

    public virtual ResendPolicy Resend => ResendPolicy.IfNotProcessed;

    /// <summary>Whether the same grant can be sent again. False for codes that are valid once.</summary>
    public virtual bool IsReusable => false;

    /// <summary>Whether the grant gets a token again without the user after the token expired. The session then remembers it.</summary>
    public virtual bool IsRenewable => false;

    /// <summary>Whether the token request may contain scopes.</summary>
    public virtual bool AllowsScope => true;

    /// <summary>The parameters of the grant, without <c>grant_type</c> and the parameters of the client.</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Parameters => [];
}
