using BtpEmulator.Xsuaa;

namespace BtpEmulator.Ias;

/// <summary>The applications registered at the identity service.</summary>
internal static class IdentityClients
{
    private static readonly string[] Grants = ["client_credentials", "password"];

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

    public static IReadOnlyList<OAuthClient> All { get; } = [WithSecret, WithCertificate];
}
