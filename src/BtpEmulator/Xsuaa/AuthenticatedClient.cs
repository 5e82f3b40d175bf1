namespace BtpEmulator.Xsuaa;

/// <summary>An authenticated client.</summary>
/// <param name="Client">The client and its credentials.</param>
/// <param name="Method">The authentication method, in the values of the claim <c>client_auth_method</c>.</param>
/// <param name="CertificateThumbprint">
/// The SHA-256 thumbprint of RFC 8705 section 3.1; null when the client authenticated with a secret.
/// </param>
internal sealed record AuthenticatedClient(OAuthClient Client, string Method, string? CertificateThumbprint = null);
