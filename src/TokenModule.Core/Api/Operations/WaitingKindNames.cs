namespace TokenModule.Api.Operations;

/// <summary>The names of the kinds of waiting in the catalog and in the output of cmdlets.</summary>
internal static class WaitingKindNames
{
    /// <returns>The name, or null for <see cref="WaitingKind.None"/>.</returns>
    public static string? FormatOrDefault(WaitingKind kind) => kind switch
    {
        WaitingKind.Location => "Location",
        WaitingKind.State => "state",
        WaitingKind.Status => "status",
        WaitingKind.Conflict => "409",
        _ => null,
    };

    /// <param name="name">A name, or an empty text for <see cref="WaitingKind.None"/>.</param>
    /// <exception cref="FormatException">The catalog contains an unknown name.</exception>
    public static WaitingKind Parse(string name) => name switch
    {
        "" => WaitingKind.None,
        "Location" => WaitingKind.Location,
        "state" => WaitingKind.State,
        "status" => WaitingKind.Status,
        "409" => WaitingKind.Conflict,
        _ => throw new FormatException($"The kind of waiting '{name}' is unknown."),
    };
}
