using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>The state of a long-running operation, with the name that the service uses for it.</summary>
internal sealed record OperationState(string Name, string Description)
{
    private const string NotReady = "not ready";

    private static readonly string[] Running =
    [
        "NOT_READY", "PENDING",
        "IN_PROGRESS", "IN_PROCESS", "CREATED", "STARTED", "RETRY", "QUEUED", "SUBMITTED", "SCHEDULED", "NEW", "MOVING_TO_OTHER_GA",
    ];

    private static readonly string[] Failed = ["ERROR", "CANCELED", "CANCELLED", "ABORTED", "TERMINATED", "DEAD"];
    private static readonly string[] MemberNames = ["state", "status", "entityState", "subscriptionState"];

    /// <summary>The state that the operation leads to, such as RUNNING for a deployment of AI Core. Null when it is unknown.</summary>
    public string? Target { get; init; }

    public bool IsRunning => !string.Equals(Name, Target, StringComparison.OrdinalIgnoreCase)
        && (Running.Contains(NormalizedName)
            || NormalizedName.EndsWith("ING", StringComparison.Ordinal)
            || (Target is not null && NormalizedName == "UNKNOWN"));

    public bool HasFailed => NormalizedName.Contains("FAIL") || Failed.Contains(NormalizedName);

    private string NormalizedName => Name.ToUpperInvariant().Replace(' ', '_');

    /// <returns>
    /// The state in the object, in its member <c>data</c>, or in <c>ready</c> and <c>last_operation</c> of Service Manager. Null when it
    /// contains no state.
    /// </returns>
    public static OperationState? ReadOrDefault(JsonElement root)
    {
        foreach (JsonElement element in new[] { root, root.FindMemberOrDefault("data") ?? root })
        {
            foreach (string name in MemberNames)
            {
                bool isText = element.FindMemberOrDefault(name) is { ValueKind: JsonValueKind.String };
                if (isText && element.FindTextOrDefault(name) is { Length: > 0 } state)
                    return new OperationState(state, DescribeCause(element)) { Target = element.FindTextOrDefault("targetStatus") };
            }
        }

        OperationState? last = root.FindMemberOrDefault("last_operation") is { ValueKind: JsonValueKind.Object } operation
            ? ReadOrDefault(operation)
            : null;
        bool isNotReady = root.FindMemberOrDefault("ready") is { ValueKind: JsonValueKind.False };
        return last ?? (isNotReady ? new OperationState(NotReady, string.Empty) : null);
    }

    private static string DescribeCause(JsonElement element)
    {
        string cause = ErrorCause.Describe(element);
        return cause.Length > 0 ? cause : Http.ServerText.Clean(element.FindTextOrDefault("error"));
    }
}
