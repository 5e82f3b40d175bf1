using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Ci;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Ias;

/// <summary>
/// Authenticates a client by its assertion (RFC 7523 section 2.2). A client trusts an issuer with a subject, or signs with a key of its own
/// key set.
/// </summary>
internal sealed class AssertionAuthenticator(Landscape landscape)
{
    private const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const long MaximumLifetime = 3600;

    private readonly HashSet<string> usedIds = new(StringComparer.Ordinal);

    /// <summary>Returns the client, or null when the request contains no assertion.</summary>
    public AuthenticatedClient? AuthenticateOrDefault(HttpRequest request, ReceivedTokenParameters parameters)
    {
        if (parameters["client_assertion"] is not { } assertion) return null;
        if (parameters["client_assertion_type"] != Type) throw Reject("The type of the client assertion is not supported");

        string[] parts = assertion.Split('.');
        if (parts.Length is not 3 || Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } claims)
            throw Reject("The client assertion is not a JWT");
        string id = parameters["client_id"] ?? claims.GetText("sub") ?? "";
        if (landscape.IdentityClients.Find(id) is not { Trust: not ClientTrust.None } client)
            throw Reject("The client does not use assertions");

        byte[] content = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        byte[] signature = Base64Url.DecodeFromChars(parts[2]);
        string[] audiences = [IdentityAddress.GetUrl(request), $"{IdentityAddress.GetUrl(request)}/oauth2/token"];
        if (client.Trust is ClientTrust.Issuer) RequireTrustedIssuer(claims, content, signature, audiences[0]);
        else RequireOwnKey(client, header, claims, content, signature, audiences);
        RequireTimes(claims);
        return new AuthenticatedClient(client, "private_key_jwt");
    }

    private void RequireTrustedIssuer(JsonObject claims, byte[] content, byte[] signature, string audience)
    {
        if (claims.GetText("iss") != CiIdentityProvider.GetIssuer(landscape)) throw Reject("The issuer of the assertion is not trusted");
        if (!landscape.CiKey.Verify(Encoding.ASCII.GetString(content), signature))
            throw Reject("The signature of the assertion is invalid");
        if (claims.GetText("sub") != landscape.Settings.TrustedSubject) throw Reject("The subject of the assertion is not trusted");
        if (claims.GetText("aud") is not { } aud || (aud != audience && aud != landscape.Settings.TrustedAudience))
            throw Reject("The audience of the assertion is not trusted");
    }

    private void RequireOwnKey(
        OAuthClient client, JsonObject header, JsonObject claims, byte[] content, byte[] signature, string[] audiences)
    {
        if (claims.GetText("iss") != client.Id || claims.GetText("sub") != client.Id)
            throw Reject("The issuer and the subject of the assertion must be the client");
        if (!landscape.ClientKeyPairs.Verify(header.GetText("kid"), header.GetText("alg") ?? "", content, signature))
            throw Reject("The signature of the assertion is invalid");
        if (!audiences.Contains(claims.GetText("aud"))) throw Reject("The audience of the assertion is not trusted");
        if (claims.GetText("jti") is not { } id) throw Reject("The assertion has no jti");
        lock (usedIds)
        {
            if (!usedIds.Add(id)) throw Reject("The assertion was already used");
        }
    }

    private void RequireTimes(JsonObject claims)
    {
        long now = landscape.Now.ToUnixTimeSeconds();
        if (claims["exp"]?.GetValue<long>() is not { } end || end <= now) throw Reject("The assertion has expired");
        if (end > now + MaximumLifetime) throw Reject("The assertion is valid for too long");
    }

    private static OAuthErrorException Reject(string description) => OAuthErrorException.CreateInvalidClient(description);

    private static JsonObject? Decode(string segment)
    {
        byte[] bytes = new byte[Base64Url.GetMaxDecodedLength(segment.Length)];
        if (Base64Url.DecodeFromChars(segment, bytes, out _, out int written) is not OperationStatus.Done) return null;
        try
        {
            return JsonNode.Parse(bytes.AsSpan(0, written)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
