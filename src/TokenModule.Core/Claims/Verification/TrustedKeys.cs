namespace TokenModule.Claims.Verification;

/// <summary>The keys that can verify a token. The caller chooses them. The token itself never does.</summary>
internal sealed record TrustedKeys
{
    /// <summary>A public key in PEM format, such as <c>verificationkey</c> of a service key. Null without a local key.</summary>
    public string? Pem { get; init; }

    /// <summary>The address at which the issuer publishes its keys. If it is null, no request is sent.</summary>
    public Uri? Published { get; init; }

    /// <summary>Receives a warning when the local key cannot be used. Called before the first request.</summary>
    public Action<string>? Warn { get; init; }
}
