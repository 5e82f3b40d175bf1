using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api;

/// <summary>
/// Finds the readable cause in an error, an operation or a job of SAP's services. The general message is often at the root, and the cause
/// in <c>details</c>, <c>errors</c>, <c>broker_error</c> or <c>stateMessage</c>.
/// </summary>
internal static class ErrorCause
{
    private const int MaximumDepth = 6;

    private static readonly string[] TextMembers =
        ["message", "error_description", "description", "Description", "stateMessage", "ErrorMessage", "ResponseError"];

    private static readonly string[] NestedMembers = ["error", "errors", "details", "broker_error", "innererror", "last_operation"];

    /// <returns>The different texts, from the general one to the cause, separated by semicolons. Empty without any text.</returns>
    public static string Describe(JsonElement element, params IEnumerable<Secret?> secrets)
    {
        List<string> texts = [];
        Collect(element, texts, MaximumDepth);
        List<string> different = [];
        foreach (string text in texts.Select(text => ServerText.Clean(text, secrets).TrimEnd('.')).Where(text => text.Length > 0))
        {
            // A service repeats the cause in a longer text around it.
            if (!different.Any(other => other.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                different.RemoveAll(other => text.Contains(other, StringComparison.OrdinalIgnoreCase));
                different.Add(text);
            }
        }

        return ServerText.Clean(string.Join("; ", different), secrets);
    }

    private static void Collect(JsonElement element, List<string> texts, int depth)
    {
        if (depth == 0)
            return;

        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, texts, depth - 1);
                }

                break;
            case JsonValueKind.Object:
                CollectMembers(element, texts, depth);
                break;
            case JsonValueKind.String:
                CollectText(JsonUnicode.ReadOrDefault(element, static text => text.GetString()) ?? string.Empty, texts, depth);
                break;
        }
    }

    private static void CollectMembers(JsonElement element, List<string> texts, int depth)
    {
        foreach (string name in TextMembers)
        {
            if (element.FindMemberOrDefault(name) is { } member)
                Collect(member, texts, depth - 1);
        }

        foreach (string name in NestedMembers)
        {
            // A text in 'error' is a code, such as BrokerError.
            if (element.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } nested)
                Collect(nested, texts, depth - 1);
        }
    }

    // Service brokers put the JSON of their own error into a text.
    private static void CollectText(string text, List<string> texts, int depth)
    {
        string start = text.TrimStart();
        if (start.Length == 0 || start[0] != '{')
        {
            texts.Add(text);
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            int before = texts.Count;
            Collect(document.RootElement, texts, depth - 1);
            if (texts.Count == before)
                texts.Add(text);
        }
        catch (JsonException)
        {
            texts.Add(text);
        }
    }
}
