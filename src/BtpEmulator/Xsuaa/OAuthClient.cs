namespace BtpEmulator.Xsuaa;

/// <summary>An OAuth client of the XSUAA. It represents a service instance with its binding.</summary>
internal sealed record OAuthClient
{
    public required string XsAppName { get; init; }

    /// <summary>The client secret; null when the client authenticates with a certificate.</summary>
    public string? Secret { get; init; }

    /// <summary>The common name of the certificate that the client authenticates with; null when it has a secret.</summary>
    public string? CertificateName { get; init; }

    /// <summary>The assertions that authenticate the client.</summary>
    public ClientTrust Trust { get; init; }

    public required string InstanceId { get; init; }

    public required IReadOnlyList<string> GrantTypes { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string Id
    {
        get => field ?? $"sb-{XsAppName}";
        init;
    }

    /// <summary>
    /// The application that this client was cloned from; null when it is not a clone. Tokens of a clone contain the scopes of that
    /// application.
    /// </summary>
    public string? MasterAppName => XsAppName.Contains('|', StringComparison.Ordinal) ? XsAppName.Split('|')[1] : null;
}
