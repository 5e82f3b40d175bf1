using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// An object with only base64 values: the output of <c>kubectl get secret -o jsonpath='{.data}'</c>. The values of a Secret can also be
/// encoded twice.
/// </summary>
internal sealed class EncodedMembers : IServiceKeyWrapper
{
    public bool CanUnwrap(JsonElement root) => DecodeOrDefault(root) is not null;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        return [SecretMembers.ReadBinding(DecodeOrDefault(root)!, source)];
    }

    /// <returns>The decoded values, or null when a value is not base64 or the decoded values are not members of a key.</returns>
    public static IReadOnlyDictionary<string, string>? DecodeOrDefault(IReadOnlyDictionary<string, string> members)
    {
        Dictionary<string, string> decoded = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> member in members)
        {
            if (DecodeTextOrDefault(member.Value) is not { } text)
                return null;
            decoded[member.Key] = text;
        }

        // Many words are valid base64. A URL or JSON among the decoded values shows that the values were encoded.
        return decoded.Values.Any(IsUrlOrJson) ? decoded : null;
    }

    private static IReadOnlyDictionary<string, string>? DecodeOrDefault(JsonElement root)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String)
                return null;
            members[member.Name] = member.Value.GetString()!;
        }

        return DecodeOrDefault(members);
    }

    private static bool IsUrlOrJson(string text)
    {
        return text.StartsWith("https://", StringComparison.Ordinal)
            || text.StartsWith("http://", StringComparison.Ordinal)
            || SecretMetadata.ParseContainerOrDefault(text) is not null;
    }

    private static string? DecodeTextOrDefault(string text)
    {
        try
        {
            return StrictText.DecodeUtf8OrDefault(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
