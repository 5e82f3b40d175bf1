namespace TokenModule.ServiceKeys.Credentials;

/// <summary>How a client proves to the token endpoint who it is (RFC 6749, 2.3).</summary>
internal abstract class ClientCredential
{
    /// <summary>Tells two credentials apart without holding either.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Everything in it that no log may show.</summary>
    public abstract IReadOnlyList<Secret> Secrets { get; }
}
