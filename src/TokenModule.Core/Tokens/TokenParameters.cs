using System.Net.Http.Headers;
using System.Text.Json;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>Creates the headers and the body of a token request from its parameters.</summary>
internal static class TokenParameters
{
    /// <summary>The parameter names that the request sets. Additional parameters cannot have these names.</summary>
    public static readonly IReadOnlyCollection<string> Reserved =
    [
        "grant_type", "client_id", "client_secret", "client_assertion", "client_assertion_type", "username", "password", "passcode",
        "refresh_token", "assertion", "code", "redirect_uri", "code_verifier", "scope", "login_hint", "subject_token",
        "subject_token_type", "requested_token_type",
    ];

    public static HttpContent CreateBody(TokenRequest request)
    {
        IEnumerable<KeyValuePair<string, string>> parameters = EnumerateParameters(request);
        return request.Key.TokenRequestFormat == TokenRequestFormat.Json ? CreateJsonContent(parameters) : CreateFormContent(parameters);
    }

    /// <summary>Creates the body of a revocation request (RFC 7009 section 2.1).</summary>
    public static HttpContent CreateRevocationBody(TokenRequest request, Secret token)
    {
        return CreateFormContent([new("token", token.Reveal()), .. EnumerateClientParameters(request)]);
    }

    public static IReadOnlyList<KeyValuePair<string, string>> CreateHeaders(TokenRequest request)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "application/json")];
        if (request.ZoneId is { } zone)
            headers.Add(new("x-zid", zone));
        if (GetBasicSecretOrDefault(request) is not { } secret)
            return headers;

        bool isEncoded = request.ClientAuthentication == ClientAuthentication.Basic;
        Secret credential = isEncoded
            ? BasicCredential.Encode(request.Key.ClientId, secret.Value)
            : BasicCredential.EncodeRaw(request.Key.ClientId, secret.Value);
        headers.Add(new("Authorization", "Basic " + credential.Reveal()));
        // Without this header UAA does not decode the id and the secret. Other servers ignore it.
        if (isEncoded)
            headers.Add(new("X-CF-ENCODED-CREDENTIALS", "true"));
        return headers;
    }

    // RFC 7523 section 2.2.
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static IEnumerable<KeyValuePair<string, string>> EnumerateParameters(TokenRequest request)
    {
        AuthorizationGrant grant = request.Grant!;
        string? keyGrantType = grant.Type == GrantType.ClientCredentials ? request.Key.GrantTypeName : null;
        yield return new("grant_type", keyGrantType ?? grant.Name);
        foreach (KeyValuePair<string, string> parameter in EnumerateClientParameters(request))
        {
            yield return parameter;
        }

        foreach (KeyValuePair<string, string> parameter in grant.Parameters)
        {
            yield return parameter;
        }

        if (request.Scopes.Count > 0 && grant.AllowsScope)
            yield return new("scope", string.Join(" ", request.Scopes));
        foreach (string resource in request.Resources)
        {
            yield return new("resource", resource);
        }

        if (request.Origin is { } origin)
            yield return new("login_hint", LoginHint.FormatHint(origin));
        foreach (KeyValuePair<string, Secret> parameter in request.AdditionalParameters)
        {
            yield return new(parameter.Key, parameter.Value.Reveal());
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> EnumerateClientParameters(TokenRequest request)
    {
        if (GetBasicSecretOrDefault(request) is not null)
            yield break;

        yield return new("client_id", request.Key.ClientId);
        if (request.Key.Credential is ClientSecret secret)
            yield return new("client_secret", secret.Value.Reveal());
        if (request.ClientAssertion is { } assertion)
        {
            yield return new("client_assertion_type", AssertionType);
            yield return new("client_assertion", assertion.Reveal());
        }
    }

    // A request uses one authentication method only (RFC 6749 section 2.3): a certificate or a secret, never both.
    private static ClientSecret? GetBasicSecretOrDefault(TokenRequest request)
    {
        return request.ClientAuthentication == ClientAuthentication.Body ? null : request.Key.Credential as ClientSecret;
    }

    private static StringContent CreateFormContent(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        string form = string.Join("&", parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        StringContent content = new(form);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    private static ByteArrayContent CreateJsonContent(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, string> parameter in parameters)
            {
                writer.WriteString(parameter.Key, parameter.Value);
            }

            writer.WriteEndObject();
        }

        ByteArrayContent content = new(json.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
