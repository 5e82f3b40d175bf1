using TokenModule.Http;

namespace TokenModule.Tokens.Grants;

/// <summary>What is offered to the token endpoint in exchange for a token (RFC 6749, 1.3).</summary>
internal abstract class AuthorizationGrant
{
    public abstract GrantType Type { get; }

    /// <summary>The <c>grant_type</c> the standard gives it.</summary>
    public abstract string Name { get; }

    /// <summary>Whom the token is for, where the grant says so.</summary>
    public virtual string? UserName => null;

    /// <summary>Tells two offers apart without holding either; null where there is nothing to tell apart.</summary>
    public virtual string? Fingerprint => null;

    /// <summary>What no message may repeat.</summary>
    public virtual IReadOnlyList<Secret> Secrets => [];

    public virtual ResendPolicy Resend => ResendPolicy.IfNotProcessed;

    /// <summary>Whether a second offer of the same can succeed; what is good once cannot.</summary>
    public virtual bool IsReusable => false;

    /// <summary>Whether the request for the token may name scopes.</summary>
    public virtual bool AllowsScope => true;

    /// <summary>The parameters besides <c>grant_type</c> and those of the client.</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Parameters => [];
}
