using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>The <c>login_hint</c> parameter: which identity provider a user signs in at.</summary>
internal static class LoginHintParameter
{
    public const string DefaultOrigin = "sap.default";

    private static readonly string[] Origins = [DefaultOrigin, "corp-idp"];

    public static string ReadOrigin(string? hint)
    {
        if (hint is null) return DefaultOrigin;
        if (ParseOriginOrDefault(hint) is not { } origin) throw OAuthErrorException.CreateInvalidRequest("login_hint is no JSON object with an origin");
        return Origins.Contains(origin, StringComparer.Ordinal)
            ? origin
            : throw OAuthErrorException.CreateUnauthorized("The origin provided in the login_hint does not match an active Identity Provider, that supports password grant.");
    }

    private static string? ParseOriginOrDefault(string hint)
    {
        try
        {
            // The UAA undoes percent signs once more than the form that brought them.
            return (JsonNode.Parse(WebUtility.UrlDecode(hint)) as JsonObject)?.GetText("origin");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
