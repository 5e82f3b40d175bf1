using System.Text.Json;

namespace TokenModule.Api.Waiting;

/// <summary>How far a service has come with what it was asked for, in its own word.</summary>
internal sealed record WorkState(string Word, string? Description)
{
    private static readonly string[] Running = ["IN_PROGRESS", "IN_PROCESS", "CREATED", "STARTED", "RETRY", "QUEUED", "SUBMITTED", "SCHEDULED", "NEW", "MOVING_TO_OTHER_GA"];
    private static readonly string[] Failed = ["ERROR", "CANCELED", "CANCELLED", "ABORTED", "TERMINATED"];
    private static readonly string[] Names = ["state", "status", "entityState"];

    public bool IsRunning => Running.Contains(Key) || Key.EndsWith("ING", StringComparison.Ordinal);

    public bool HasFailed => Key.Contains("FAIL") || Failed.Contains(Key);

    private string Key => Word.ToUpperInvariant().Replace(' ', '_');

    /// <returns>The state that an object, or the <c>data</c> in it, says it is in; null where it says none.</returns>
    public static WorkState? Of(JsonElement root)
    {
        foreach (JsonElement element in new[] { root, AnswerJson.Member(root, "data") ?? root })
        {
            foreach (string name in Names)
            {
                if (AnswerJson.Member(element, name) is { ValueKind: JsonValueKind.String } && AnswerJson.Text(element, name) is { Length: > 0 } word)
                    return new WorkState(word, DescriptionOf(element));
            }
        }

        return null;
    }

    private static string? DescriptionOf(JsonElement element)
    {
        return AnswerJson.Text(element, "stateMessage") ?? AnswerJson.Text(element, "description") ?? AnswerJson.Text(element, "message") ?? OfError(element, "errors") ?? OfError(element, "error");
    }

    private static string? OfError(JsonElement element, string name) => AnswerJson.Member(element, name) switch
    {
        { ValueKind: JsonValueKind.Object } error => AnswerJson.Text(error, "description") ?? AnswerJson.Text(error, "message"),
        { ValueKind: JsonValueKind.Array } errors => errors.EnumerateArray().Select(e => AnswerJson.Text(e, "description") ?? AnswerJson.Text(e, "message")).FirstOrDefault(text => text is not null),
        { ValueKind: JsonValueKind.String } => AnswerJson.Text(element, name),
        _ => null,
    };
}
