namespace TokenModule.ServiceKeys.Credentials;

/// <summary>The credential that a client authenticates with at the token endpoint (RFC 6749 section 2.3).</summary>
internal abstract class ClientCredential
{
    /// <summary>A hash that differs for different credentials.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>The parts that must not appear in a log.</summary>
    public abstract IReadOnlyList<Secret> Secrets { get; }
}
