using System.Text;

namespace TokenModule.Tokens;

/// <summary>The value of an <c>Authorization: Basic</c> header for a client: its id and secret in base64.</summary>
internal static class BasicCredential
{
    /// <summary>Form-encodes the id and the secret first, as RFC 6749 section 2.3.1 requires.</summary>
    public static Secret Encode(string clientId, Secret secret) => EncodePair(EncodeForm(clientId), EncodeForm(secret.Reveal()));

    /// <summary>Leaves the id and the secret as they are, for servers that do not decode them.</summary>
    public static Secret EncodeRaw(string clientId, Secret secret) => EncodePair(clientId, secret.Reveal());

    private static Secret EncodePair(string clientId, string secret)
    {
        return new Secret(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")));
    }

    // RFC 6749 appendix B: a space becomes a plus sign. Only letters, digits, '-', '.' and '_' are not escaped.
    private static string EncodeForm(string text) => Uri.EscapeDataString(text).Replace("%20", "+").Replace("~", "%7E");
}
