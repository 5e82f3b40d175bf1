namespace BtpEmulator;

/// <summary>A client of the XSUAA: what a service instance and its binding amount to there.</summary>
internal sealed record OAuthClient
{
    public required string XsAppName { get; init; }

    public required string Secret { get; init; }

    public required string InstanceId { get; init; }

    public required IReadOnlyList<string> GrantTypes { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string Id => $"sb-{XsAppName}";

    /// <summary>The application a clone is made from, whose scopes its tokens carry.</summary>
    public string? MasterAppName => XsAppName.Contains('|', StringComparison.Ordinal) ? XsAppName.Split('|')[1] : null;
}
