using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>The state of a long-running operation, with the name that the service uses for it.</summary>
internal sealed record OperationState(string Name, string? Description)
{
    private static readonly string[] Running =
    [
        "IN_PROGRESS", "IN_PROCESS", "CREATED", "STARTED", "RETRY", "QUEUED", "SUBMITTED", "SCHEDULED", "NEW", "MOVING_TO_OTHER_GA",
    ];

    private static readonly string[] Failed = ["ERROR", "CANCELED", "CANCELLED", "ABORTED", "TERMINATED"];
    private static readonly string[] MemberNames = ["state", "status", "entityState"];

    public bool IsRunning => Running.Contains(NormalizedName) || NormalizedName.EndsWith("ING", StringComparison.Ordinal);

    public bool HasFailed => NormalizedName.Contains("FAIL") || Failed.Contains(NormalizedName);

    private string NormalizedName => Name.ToUpperInvariant().Replace(' ', '_');

    /// <returns>The state in the object or in its member <c>data</c>. Null when neither contains a state.</returns>
    public static OperationState? ReadOrDefault(JsonElement root)
    {
        foreach (JsonElement element in new[] { root, root.FindMemberOrDefault("data") ?? root })
        {
            foreach (string name in MemberNames)
            {
                bool isText = element.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.String };
                if (isText && element.FindTextOrDefault(name) is { Length: > 0 } state)
                    return new OperationState(state, ReadDescription(element));
            }
        }

        return null;
    }

    private static string? ReadDescription(JsonElement element)
    {
        return element.FindTextOrDefault("stateMessage")
            ?? element.FindTextOrDefault("description")
            ?? element.FindTextOrDefault("message")
            ?? ReadErrorText(element, "errors")
            ?? ReadErrorText(element, "error");
    }

    private static string? ReadErrorText(JsonElement element, string name) => element.FindMemberOrDefault(name) switch
    {
        { ValueKind: JsonValueKind.Object } error => error.FindTextOrDefault("description") ?? error.FindTextOrDefault("message"),
        { ValueKind: JsonValueKind.Array } errors => errors.EnumerateArray()
            .Select(e => e.FindTextOrDefault("description") ?? e.FindTextOrDefault("message"))
            .FirstOrDefault(text => text is not null),
        { ValueKind: JsonValueKind.String } => element.FindTextOrDefault(name),
        _ => null,
    };
}
