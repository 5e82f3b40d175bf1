namespace TokenModule.Claims.Verification;

/// <summary>Whose signature a token has to carry. It is for the caller to say, and never for the token.</summary>
internal sealed record TrustedKeys
{
    /// <summary>A public key that is at hand, such as <c>verificationkey</c> of a service key.</summary>
    public string? Pem { get; init; }

    /// <summary>Where the issuer publishes its keys; null leaves the network alone.</summary>
    public Uri? Published { get; init; }
}
