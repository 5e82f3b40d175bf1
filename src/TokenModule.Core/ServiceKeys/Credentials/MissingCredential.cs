namespace TokenModule.ServiceKeys.Credentials;

/// <summary>
/// Represents a credential that the key does not contain, because it is stored somewhere else. A token cannot be requested with it.
/// </summary>
/// <param name="advice">A sentence that says where to find the credential.</param>
internal sealed class MissingCredential(string advice) : ClientCredential
{
    public string Advice { get; } = advice;

    public override string Fingerprint => string.Empty;

    public override IReadOnlyList<Secret> Secrets => [];
}
