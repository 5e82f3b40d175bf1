using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Http;

namespace BtpEmulator.Xsuaa;

/// <summary>The <c>login_hint</c> parameter, which selects the identity provider.</summary>
internal static class LoginHintParameter
{
    public const string DefaultOrigin = "sap.default";

    private static readonly string[] Origins = [DefaultOrigin, "corp-idp"];

    public static string ReadOrigin(string? hint)
    {
        if (hint is null) return DefaultOrigin;
        if (ParseOriginOrDefault(hint) is not { } origin)
            throw OAuthErrorException.CreateInvalidRequest("login_hint is not a JSON object with an origin");
        if (Origins.Contains(origin, StringComparer.Ordinal)) return origin;
        throw OAuthErrorException.CreateUnauthorized(
            "The origin provided in the login_hint does not match an active Identity Provider, that supports password grant.");
    }

    private static string? ParseOriginOrDefault(string hint)
    {
        try
        {
            // The UAA decodes percent-encoding once more, after the form was decoded.
            return (JsonNode.Parse(WebUtility.UrlDecode(hint)) as JsonObject)?.GetText("origin");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
