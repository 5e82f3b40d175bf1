namespace TokenModule.ServiceKeys.Credentials;

/// <summary>A secret that the client and the token endpoint share (RFC 6749 section 2.3.1).</summary>
internal sealed class ClientSecret(Secret value) : ClientCredential
{
    public Secret Value { get; } = value;

    public override string Fingerprint => Value.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => [Value];
}
