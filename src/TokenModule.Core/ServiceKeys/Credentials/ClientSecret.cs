namespace TokenModule.ServiceKeys.Credentials;

/// <summary>A secret that the client and the token endpoint share (RFC 6749, 2.3.1).</summary>
internal sealed class ClientSecret : ClientCredential
{
    public ClientSecret(Secret value)
    {
        Value = value;
    }

    public Secret Value { get; }

    public override string Fingerprint => Value.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => [Value];
}
