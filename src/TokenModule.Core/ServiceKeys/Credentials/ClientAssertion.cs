using TokenModule.ServiceKeys.Credentials.Assertions;

namespace TokenModule.ServiceKeys.Credentials;

/// <summary>
/// A signed JWT that authenticates the client (RFC 7523 section 2.2). The credential contains the source of the assertion and never the
/// assertion itself, because an assertion expires within minutes.
/// </summary>
/// <param name="source">Issues an assertion for each token request.</param>
/// <param name="audience">The audience that the caller chose, or null for the default of the source.</param>
internal sealed class ClientAssertion(AssertionSource source, string? audience) : ClientCredential
{
    public AssertionSource Source { get; } = source;

    public override string Fingerprint => $"{Source.Fingerprint} {audience}";

    public override IReadOnlyList<Secret> Secrets => Source.Secrets;

    /// <summary>The audience of an assertion for a token endpoint.</summary>
    public string GetAudience(Uri tokenUrl) => audience ?? Source.GetDefaultAudience(tokenUrl);
}
