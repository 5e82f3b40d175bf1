namespace BtpEmulator;

/// <summary>A client of the XSUAA: what a service instance and its binding amount to there.</summary>
internal sealed record OAuthClient
{
    public required string XsAppName { get; init; }

    /// <summary>Null for a client that has a certificate instead.</summary>
    public string? Secret { get; init; }

    /// <summary>The common name of the certificate the client authenticates with.</summary>
    public string? CertificateName { get; init; }

    public required string InstanceId { get; init; }

    public required IReadOnlyList<string> GrantTypes { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string Id
    {
        get => field ?? $"sb-{XsAppName}";
        init;
    }

    /// <summary>The application a clone is made from, whose scopes its tokens carry.</summary>
    public string? MasterAppName => XsAppName.Contains('|', StringComparison.Ordinal) ? XsAppName.Split('|')[1] : null;
}
