using BtpEmulator.Xsuaa;

namespace BtpEmulator.Ias;

/// <summary>The applications registered at the identity service.</summary>
internal static class IdentityClients
{
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static readonly string[] Grants = ["client_credentials", "password", TokenExchange];

    public static OAuthClient WithSecret { get; } = new()
    {
        Id = "1a5c11e0-0001-4c1e-8a11-1de400000001",
        XsAppName = "identity",
        Secret = "fake-identity-secret:+=$%&Tz5rewq1yx=",
        InstanceId = "a1c5f2e0-0021-4a0e-9c11-5a7e00000021",
        GrantTypes = Grants,
        Scopes = [],
    };

    public static OAuthClient WithCertificate { get; } = new()
    {
        Id = "1a5c11e0-0002-4c1e-8a11-1de400000002",
        XsAppName = "identity-x509",
        CertificateName = "1a5c11e0-0002-4c1e-8a11-1de400000002",
        InstanceId = "a1c5f2e0-0022-4a0e-9c11-5a7e00000022",
        GrantTypes = Grants,
        Scopes = [],
    };

    /// <summary>A client that a CI job authenticates with its ID token.</summary>
    public static OAuthClient WithTrustedIssuer { get; } = new()
    {
        Id = "1a5c11e0-0003-4c1e-8a11-1de400000003",
        XsAppName = "identity-jwt",
        Trust = ClientTrust.Issuer,
        InstanceId = "a1c5f2e0-0023-4a0e-9c11-5a7e00000023",
        GrantTypes = Grants,
        Scopes = [],
    };

    /// <summary>A client that signs its own assertions.</summary>
    public static OAuthClient WithKeySet { get; } = new()
    {
        Id = "1a5c11e0-0004-4c1e-8a11-1de400000004",
        XsAppName = "identity-keys",
        Trust = ClientTrust.KeySet,
        InstanceId = "a1c5f2e0-0024-4a0e-9c11-5a7e00000024",
        GrantTypes = Grants,
        Scopes = [],
    };

    public static IReadOnlyList<OAuthClient> All { get; } = [WithSecret, WithCertificate, WithTrustedIssuer, WithKeySet];
}
