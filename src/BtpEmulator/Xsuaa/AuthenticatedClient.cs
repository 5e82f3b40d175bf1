namespace BtpEmulator;

/// <summary>A client that proved who it is.</summary>
/// <param name="Client">The client.</param>
/// <param name="Method">How it did, as the claim <c>client_auth_method</c> says it.</param>
/// <param name="CertificateThumbprint">RFC 8705 section 3.1, when it did by certificate.</param>
internal sealed record AuthenticatedClient(OAuthClient Client, string Method, string? CertificateThumbprint = null);
