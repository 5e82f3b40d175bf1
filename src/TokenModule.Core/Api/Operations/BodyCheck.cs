namespace TokenModule.Api.Operations;

/// <summary>
/// Compares the members of a body with the description of the operation. The service decides, so a difference is only a warning.
/// </summary>
internal static class BodyCheck
{
    /// <returns>The unknown and the missing members, each as one or two sentences.</returns>
    public static IEnumerable<string> ListWarnings(BtpOperation operation, IReadOnlyCollection<string> members)
    {
        string[] known = [.. operation.Body.Select(member => member.Name)];
        if (known.Length == 0)
            yield break;

        foreach (string unknown in members.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            string suggestion = NearestName.FormatSuggestion(unknown, known);
            yield return $"{operation.OperationId} has no member '{unknown}'.{suggestion}";
        }

        foreach (BtpOperationMember missing in operation.Body.Where(m => m.IsRequired && !members.Contains(m.Name, StringComparer.Ordinal)))
        {
            yield return $"The required member '{missing.Name}' of {operation.OperationId} is missing.";
        }
    }
}
