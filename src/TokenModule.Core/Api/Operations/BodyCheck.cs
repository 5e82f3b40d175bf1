namespace TokenModule.Api.Operations;

/// <summary>
/// Compares the members of a body with the description of the operation. The service decides, so a difference is only a warning.
/// </summary>
internal static class BodyCheck
{
    private const int MaximumUnknown = 5;

    /// <returns>A sentence when the operation requires members, and the request has no body; otherwise null.</returns>
    public static string? DescribeMissingBodyOrDefault(BtpOperation operation)
    {
        string[] required = [.. operation.Body.Where(member => member.IsRequired).Select(member => member.Name)];
        return required.Length == 0
            ? null
            : $"{operation.OperationId} requires a body with {NameList.JoinQuoted(required)}. Pass it with -Body.";
    }

    /// <returns>The unknown and the missing members, each as one or two sentences.</returns>
    public static IEnumerable<string> ListWarnings(BtpOperation operation, IReadOnlyCollection<string> members)
    {
        string[] known = [.. operation.Body.Select(member => member.Name)];
        if (known.Length == 0)
            yield break;

        string[] unknown = [.. members.Where(name => !known.Contains(name, StringComparer.Ordinal))];
        foreach (string name in unknown.Take(MaximumUnknown))
        {
            string suggestion = NearestName.FormatSuggestion(name, known);
            yield return $"{operation.OperationId} has no member {NameList.QuoteOrDescribe(name)}.{suggestion}";
        }

        if (unknown.Length > MaximumUnknown)
            yield return $"{operation.OperationId} does not have {unknown.Length - MaximumUnknown} further members of the body.";

        foreach (BtpOperationMember missing in operation.Body.Where(m => m.IsRequired && !members.Contains(m.Name, StringComparer.Ordinal)))
        {
            yield return $"The required member '{missing.Name}' of {operation.OperationId} is missing.";
        }
    }
}
