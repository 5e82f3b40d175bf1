using System.Text.Json.Nodes;

namespace BtpEmulator.Accounts;

/// <summary>The labels of a directory or a subaccount: each label has a name and any number of values.</summary>
internal static class AccountLabels
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> None { get; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Reads the member <c>labels</c> of a body. Returns null without this member.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? ReadOrDefault(JsonObject body) =>
        (body["labels"] as JsonObject)?.ToDictionary(label => label.Key, label => ReadValues(label.Value), StringComparer.Ordinal);

    /// <summary>Creates <c>LabelsResponseObject</c>.</summary>
    public static IResult CreateResponse(IReadOnlyDictionary<string, IReadOnlyList<string>>? labels) =>
        Results.Json(new { labels = labels ?? None });

    // A single value can be a string instead of a list.
    private static IReadOnlyList<string> ReadValues(JsonNode? values) =>
        values is JsonArray list ? [.. list.Select(value => value?.ToString() ?? "")] : values is null ? [] : [values.ToString()];
}
