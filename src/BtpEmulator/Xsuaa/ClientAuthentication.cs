using System.Net;
using System.Text;

namespace BtpEmulator;

/// <summary>Finds out which client asks, from a Basic header or from the body.</summary>
internal sealed class ClientAuthentication(ClientDirectory clients)
{
    public OAuthClient Authenticate(HttpRequest request, TokenParameters parameters)
    {
        var authorization = request.Headers.Authorization.ToString();
        var inBody = parameters["client_secret"] is not null;
        if (authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            if (inBody) throw OAuthRefusal.InvalidRequest("Client credentials were sent in the header and in the body");
            return FromBasic(authorization["Basic ".Length..], parameters["client_id"])
                ?? throw OAuthRefusal.Unauthorized("Bad credentials");
        }

        if (!inBody || parameters["client_id"] is not { } id)
            throw OAuthRefusal.Unauthorized("An Authentication object was not found in the SecurityContext");
        if (HttpMethods.IsGet(request.Method)) throw OAuthRefusal.InvalidRequest("Client credentials in the query are not accepted");
        return Find(id, parameters["client_secret"]!) ?? throw OAuthRefusal.InvalidClient("Bad credentials");
    }

    private OAuthClient? FromBasic(string encoded, string? named)
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
