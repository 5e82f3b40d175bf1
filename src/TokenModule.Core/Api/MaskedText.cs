using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using TokenModule.Json;

namespace TokenModule.Api;

/// <summary>Masks probable secrets in the text of a request, by their names or their form.</summary>
internal static class MaskedText
{
    public const string Mask = "***";

    private const int MaximumDisplayLength = 10_000;
    private const string SecretNames = "secret|passw|passcode|passphrase|token|credential(?![-_]?type)|private|assertion|authorization"
        + "|cookie|bearer|connectionstring|(api|access|shared|account)[-_]?key";

    private static readonly Regex SecretName = new(
        $"({SecretNames}|^(key|pass|pwd|pin)$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex SecretValue = new(
        @"eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*)*|-----BEGIN [^-]*PRIVATE KEY-----[\s\S]*?(-----END|$)",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    // Matches a name and a value in a form, in XML, or in invalid JSON.
    private static readonly Regex SecretPair = new(
        $"(?<name>({SecretNames})[\\w.-]{{0,40}}[\"']?\\s*[=:>]\\s*)(\"[^\"]*\"?|[^\\s&,;}}<]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(10));

    /// <summary>Masks the secrets and keeps the rest of the text unchanged.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name of the value, if it has one.</param>
    public static string MaskSecrets(string text, string? name = null) => MaskText(text, name, isIndented: false);

    /// <summary>Masks the secrets, indents JSON and shortens long texts.</summary>
    public static string FormatReadable(string text, string? name = null)
    {
        string masked = MaskText(text, name, isIndented: true);
        return masked.Length <= MaximumDisplayLength
            ? masked
            : masked.Substring(0, MaximumDisplayLength) + $"… ({masked.Length} characters)";
    }

    private static string MaskText(string text, string? name, bool isIndented)
    {
        if (name is not null && SecretName.IsMatch(name))
            return Mask;

        string masked = MaskJsonOrDefault(text, isIndented) ?? SecretPair.Replace(text, "${name}" + Mask);
        return SecretValue.Replace(masked, Mask);
    }

    private static string? MaskJsonOrDefault(string text, bool isIndented)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return JsonUnicode.Require(() => MaskJson(document.RootElement, isIndented));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string MaskJson(JsonElement root, bool isIndented)
    {
        JsonWriterOptions options = new() { Indented = isIndented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using MemoryStream masked = new();
        using (Utf8JsonWriter writer = new(masked, options))
        {
            WriteMasked(writer, root, isSecret: false);
        }

        return Encoding.UTF8.GetString(masked.GetBuffer(), 0, (int)masked.Length);
    }

    private static void WriteMasked(Utf8JsonWriter writer, JsonElement element, bool isSecret)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteMasked(writer, member.Value, isSecret || SecretName.IsMatch(member.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    WriteMasked(writer, item, isSecret);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when isSecret:
                writer.WriteStringValue(Mask);
                break;
            // Some of SAP's services accept JSON inside a string.
            case JsonValueKind.String when element.GetString()!.IndexOfAny(['{', '[']) == 0:
                writer.WriteStringValue(MaskSecrets(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
