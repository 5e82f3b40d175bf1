using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>The <c>login_hint</c> parameter: which identity provider a user signs in at.</summary>
internal static class LoginHint
{
    public const string DefaultOrigin = "sap.default";

    private static readonly string[] Origins = [DefaultOrigin, "corp-idp"];

    public static string Origin(string? hint)
    {
        if (hint is null) return DefaultOrigin;
        if (Read(hint) is not { } origin) throw OAuthRefusal.InvalidRequest("login_hint is no JSON object with an origin");
        return Origins.Contains(origin, StringComparer.Ordinal)
            ? origin
            : throw OAuthRefusal.Unauthorized("The origin provided in the login_hint does not match an active Identity Provider, that supports password grant.");
    }

    private static string? Read(string hint)
    {
        try
        {
            // The UAA undoes percent signs once more than the form that brought them.
            return (JsonNode.Parse(WebUtility.UrlDecode(hint)) as JsonObject)?.Text("origin");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
