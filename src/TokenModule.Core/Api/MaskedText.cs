using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using TokenModule.Json;

namespace TokenModule.Api;

/// <summary>What is about to be sent, as it may be shown: values that look secret, by their name or form, are masked.</summary>
internal static class MaskedText
{
    public const string Mask = "***";

    private const int MaximumDisplayLength = 10_000;
    private const string SecretNames = "secret|passw|passcode|passphrase|token|credential(?![-_]?type)|private|assertion|authorization|cookie|bearer|connectionstring|(api|access|shared|account)[-_]?key";

    private static readonly Regex SecretName = new($"({SecretNames}|^(key|pass|pwd|pin)$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex SecretValue = new(@"eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*)*|-----BEGIN [^-]*PRIVATE KEY-----[\s\S]*?(-----END|$)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // In a form, in XML, or in what was meant to be JSON.
    private static readonly Regex SecretPair = new($"(?<name>({SecretNames})[\\w.-]{{0,40}}[\"']?\\s*[=:>]\\s*)(\"[^\"]*\"?|[^\\s&,;}}<]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    /// <returns>All of it, to be used as it is.</returns>
    /// <param name="name">What the text is the value of, where it has a name.</param>
    public static string MaskSecrets(string text, string? name = null) => MaskText(text, name, indented: false);

    /// <returns>As it reads well: JSON indented, and not more than a screen can take.</returns>
    public static string FormatReadable(string text, string? name = null)
    {
        string masked = MaskText(text, name, indented: true);
        return masked.Length <= MaximumDisplayLength ? masked : masked.Substring(0, MaximumDisplayLength) + $"… ({masked.Length} characters)";
    }

    private static string MaskText(string text, string? name, bool indented)
    {
        return name is not null && SecretName.IsMatch(name) ? Mask : SecretValue.Replace(MaskJsonOrDefault(text, indented) ?? SecretPair.Replace(text, "${name}" + Mask), Mask);
    }

    private static string? MaskJsonOrDefault(string text, bool indented)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return JsonUnicode.Require(() => MaskJson(document.RootElement, indented));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string MaskJson(JsonElement root, bool indented)
    {
        JsonWriterOptions options = new() { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
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
            // SAP's services take JSON in a text.
            case JsonValueKind.String when element.GetString()!.IndexOfAny(['{', '[']) == 0:
                writer.WriteStringValue(MaskSecrets(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
