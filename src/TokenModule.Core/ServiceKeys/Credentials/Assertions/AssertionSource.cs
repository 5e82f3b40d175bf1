namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>Issues client assertions, each for one token request (RFC 7523 section 2.2).</summary>
internal abstract class AssertionSource
{
    /// <summary>The name of the source for messages, such as <c>GitHub Actions</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Distinguishes sources whose assertions can be different. It contains no secret.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>The value of <see cref="ServiceKey.CredentialType"/> for a key that names no type.</summary>
    public virtual string CredentialType => "client-assertion";

    /// <summary>The parts that must not appear in a log.</summary>
    public virtual IReadOnlyList<Secret> Secrets => [];

    /// <summary>Whether an assertion can be issued only while a command waits for it, on the thread of this command.</summary>
    public virtual bool NeedsCaller => false;

    /// <summary>The audience when the caller chose none: the issuer URL of the tenant.</summary>
    public virtual string GetDefaultAudience(Uri tokenUrl) => TokenEndpoint.GetIssuer(tokenUrl);

    /// <exception cref="ServiceKeyException">The source issues no assertion. The message says what to do.</exception>
    public abstract ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken);

    protected ServiceKeyException CreateError(string message, Exception? cause = null)
    {
        return new ServiceKeyException(Failure.AssertionUnavailable, Name, message, cause);
    }
}
