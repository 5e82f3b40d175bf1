using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>How far a service has come with what it was asked for, in its own word.</summary>
internal sealed record OperationState(string Word, string? Description)
{
    private static readonly string[] Running = ["IN_PROGRESS", "IN_PROCESS", "CREATED", "STARTED", "RETRY", "QUEUED", "SUBMITTED", "SCHEDULED", "NEW", "MOVING_TO_OTHER_GA"];
    private static readonly string[] Failed = ["ERROR", "CANCELED", "CANCELLED", "ABORTED", "TERMINATED"];
    private static readonly string[] Names = ["state", "status", "entityState"];

    public bool IsRunning => Running.Contains(Key) || Key.EndsWith("ING", StringComparison.Ordinal);

    public bool HasFailed => Key.Contains("FAIL") || Failed.Contains(Key);

    private string Key => Word.ToUpperInvariant().Replace(' ', '_');

    /// <returns>The state that an object, or the <c>data</c> in it, says it is in; null where it says none.</returns>
    public static OperationState? ReadOrDefault(JsonElement root)
    {
        foreach (JsonElement element in new[] { root, root.FindMemberOrDefault("data") ?? root })
        {
            foreach (string name in Names)
            {
                if (element.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.String } && element.FindTextOrDefault(name) is { Length: > 0 } word)
                    return new OperationState(word, ReadDescription(element));
            }
        }

        return null;
    }

    private static string? ReadDescription(JsonElement element)
    {
        return element.FindTextOrDefault("stateMessage") ?? element.FindTextOrDefault("description") ?? element.FindTextOrDefault("message") ?? ReadErrorText(element, "errors") ?? ReadErrorText(element, "error");
    }

    private static string? ReadErrorText(JsonElement element, string name) => element.FindMemberOrDefault(name) switch
    {
        { ValueKind: JsonValueKind.Object } error => error.FindTextOrDefault("description") ?? error.FindTextOrDefault("message"),
        { ValueKind: JsonValueKind.Array } errors => errors.EnumerateArray().Select(e => e.FindTextOrDefault("description") ?? e.FindTextOrDefault("message")).FirstOrDefault(text => text is not null),
        { ValueKind: JsonValueKind.String } => element.FindTextOrDefault(name),
        _ => null,
    };
}
