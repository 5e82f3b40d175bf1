namespace TokenModule.ServiceKeys.Credentials;

/// <summary>A client without a credential (RFC 6749 section 2.1). It identifies itself only by its client ID.</summary>
internal sealed class PublicClient : ClientCredential
{
    public override string Fingerprint => string.Empty;

    public override IReadOnlyList<Secret> Secrets => [];
}
