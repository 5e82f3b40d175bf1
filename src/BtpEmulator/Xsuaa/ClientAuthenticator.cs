using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BtpEmulator;

/// <summary>Finds out which client asks, from a Basic header, from the body or from the certificate of the connection.</summary>
internal sealed class ClientAuthenticator(ClientDirectory clients)
{
    public AuthenticatedClient Authenticate(HttpRequest request, ReceivedTokenParameters parameters)
    {
        var authorization = request.Headers.Authorization.ToString();
        var inBody = parameters["client_secret"] is not null;
        if (authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            if (inBody) throw OAuthErrorException.CreateInvalidRequest("Client credentials were sent in the header and in the body");
            var client = FindByBasicHeader(authorization["Basic ".Length..], parameters["client_id"]) ?? throw OAuthErrorException.CreateUnauthorized("Bad credentials");
            return new AuthenticatedClient(client, "client_secret_basic");
        }

        if (parameters["client_id"] is not { } id) throw CreateNotAuthenticatedError();
        if (!inBody) return AuthenticateCertificate(request.HttpContext.Connection.ClientCertificate, id);
        if (HttpMethods.IsGet(request.Method)) throw OAuthErrorException.CreateInvalidRequest("Client credentials in the query are not accepted");
        return Find(id, parameters["client_secret"]!) is { } found
            ? new AuthenticatedClient(found, "client_secret_post")
            : throw OAuthErrorException.CreateInvalidClient("Bad credentials");
    }

    private static OAuthErrorException CreateNotAuthenticatedError() =>
        OAuthErrorException.CreateUnauthorized("An Authentication object was not found in the SecurityContext");

    private AuthenticatedClient AuthenticateCertificate(X509Certificate2? certificate, string id)
    {
        if (clients.Find(id) is not { CertificateName: { } name } client) throw CreateNotAuthenticatedError();
        return certificate?.GetNameInfo(X509NameType.SimpleName, false) == name
            ? new AuthenticatedClient(client, "tls_client_auth", Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)))
            : throw OAuthErrorException.CreateInvalidClient(certificate is null ? "The client has to present a certificate" : "The certificate belongs to another client");
    }

    private OAuthClient? FindByBasicHeader(string encoded, string? named)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;

        // The UAA takes both as they are, RFC 6749 section 2.3.1 wants them form-encoded: clients do either.
        var (id, secret) = (pair[..colon], pair[(colon + 1)..]);
        var client = Find(id, secret) ?? Find(WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret));
        return named is null || named == client?.Id ? client : null;
    }

    private OAuthClient? Find(string id, string secret) => clients.Find(id) is { } client && client.Secret == secret ? client : null;
}
