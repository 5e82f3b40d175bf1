namespace TokenModule.Api.Operations;

/// <summary>
/// Finds misspelled names in a query. The description can be incomplete, so only a name that resembles a known name is reported.
/// </summary>
internal static class QueryCheck
{
    /// <returns>A sentence for each name that the operation does not have, and that differs little from a name that it has.</returns>
    public static IEnumerable<string> ListWarnings(BtpOperation operation, IEnumerable<string> names)
    {
        foreach (string name in names.Where(name => !operation.Query.Contains(name, StringComparer.Ordinal)))
        {
            if (NearestName.FindOrDefault(name, operation.Query) is { } known)
                yield return $"{operation.OperationId} has no query parameter {NameList.QuoteOrDescribe(name)}. Did you mean '{known}'?";
        }
    }
}
