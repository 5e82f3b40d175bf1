using System.Net.Http.Headers;
using System.Text.Json;
using TokenModule.ServiceKeys;

namespace TokenModule.Tokens;

/// <summary>The parameters of a token request and the body they make. Client id and secret go in the body: a Basic header is ambiguous about its encoding.</summary>
internal static class TokenParameters
{
    public static HttpContent Body(TokenRequest request)
    {
        IEnumerable<KeyValuePair<string, string>> parameters = Of(request);
        return request.Key.TokenRequestFormat == TokenRequestFormat.Json ? Json(parameters) : Form(parameters);
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(TokenRequest request)
    {
        yield return new("grant_type", request.Key.GrantTypeName ?? StandardName(request.SentGrant));
        yield return new("client_id", request.Key.ClientId);
        yield return new("client_secret", request.Key.ClientSecret.Reveal());
        switch (request.SentGrant)
        {
            case GrantType.Password:
                yield return new("username", request.UserName!);
                yield return new("password", request.Password!.Reveal() + request.OneTimeCode?.Reveal());
                break;
            case GrantType.RefreshToken:
                yield return new("refresh_token", request.RefreshToken!.Reveal());
                break;
        }
    }

    private static string StandardName(GrantType grant) => grant switch
    {
        GrantType.Password => "password",
        GrantType.RefreshToken => "refresh_token",
        _ => "client_credentials",
    };

    private static StringContent Form(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        string form = string.Join("&", parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        StringContent content = new(form);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    private static ByteArrayContent Json(IEnumerable<KeyValuePair<string, string>> parameters)
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
