using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BtpEmulator.Xsuaa;

/// <summary>Authenticates the client by a Basic header, by the request body, or by the certificate of the connection.</summary>
internal sealed class ClientAuthenticator(ClientDirectory clients)
{
    public AuthenticatedClient Authenticate(HttpRequest request, ReceivedTokenParameters parameters)
    {
        string authorization = request.Headers.Authorization.ToString();
        bool inBody = parameters["client_secret"] is not null;
        if (authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            if (inBody) throw OAuthErrorException.CreateInvalidRequest("Client credentials were sent in the header and in the body");
            if (FindByBasicHeader(authorization["Basic ".Length..], IsFormEncoded(request), parameters["client_id"]) is not { } client)
                throw OAuthErrorException.CreateUnauthorized("Bad credentials");
            return new AuthenticatedClient(client, "client_secret_basic");
        }

        if (parameters["client_id"] is not { } id) throw CreateNotAuthenticatedError();
        if (!inBody) return AuthenticateCertificate(request.HttpContext.Connection.ClientCertificate, id);
        if (HttpMethods.IsGet(request.Method))
            throw OAuthErrorException.CreateInvalidRequest("Client credentials in the query are not accepted");
        if (Find(id, parameters["client_secret"]!) is not { } found) throw OAuthErrorException.CreateInvalidClient("Bad credentials");
        return new AuthenticatedClient(found, "client_secret_post");
    }

    private static OAuthErrorException CreateNotAuthenticatedError() =>
        OAuthErrorException.CreateUnauthorized("An Authentication object was not found in the SecurityContext");

    private AuthenticatedClient AuthenticateCertificate(X509Certificate2? certificate, string id)
    {
        if (clients.Find(id) is not { CertificateName: { } name } client) throw CreateNotAuthenticatedError();
        if (certificate is null) throw OAuthErrorException.CreateInvalidClient("The client has to present a certificate");
        if (certificate.GetNameInfo(X509NameType.SimpleName, false) != name)
            throw OAuthErrorException.CreateInvalidClient("The certificate belongs to another client");
        string thumbprint = Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        return new AuthenticatedClient(client, "tls_client_auth", thumbprint);
    }

    // RFC 6749 section 2.3.1 requires form encoding. The UAA decodes the client ID and the secret only when this header requests it.
    private static bool IsFormEncoded(HttpRequest request) =>
        request.Headers["X-CF-ENCODED-CREDENTIALS"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    private OAuthClient? FindByBasicHeader(string encoded, bool isFormEncoded, string? expectedId)
    {
        byte[] bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out int length)) return null;
        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;

        (string id, string secret) = (pair[..colon], pair[(colon + 1)..]);
        OAuthClient? client = isFormEncoded ? Find(WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret)) : Find(id, secret);
        return expectedId is null || expectedId == client?.Id ? client : null;
    }

    private OAuthClient? Find(string id, string secret) => clients.Find(id) is { } client && client.Secret == secret ? client : null;
}
