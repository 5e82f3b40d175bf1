namespace TokenModule.Api.Operations;

/// <summary>
/// An operation as one line of text with tabs: endpoint, method, path, operation id, scopes, query, paging, waiting, summary.
/// Scopes are separated by spaces if all are required, and by bars if one is sufficient.
/// </summary>
internal static class OperationLine
{
    private const char AnyOf = '|';

    public static string FormatLine(BtpOperation operation) => string.Join("\t",
    [
        operation.Endpoint, operation.Method, operation.Path, operation.OperationId,
        string.Join(operation.AnyScopeSuffices ? AnyOf.ToString() : " ", operation.RequiredScopes),
        string.Join(" ", operation.Query), operation.Paging, operation.Waiting, operation.Summary,
    ]);

    public static BtpOperation ParseLine(string line)
    {
        string[] columns = line.Split('\t');
        return new BtpOperation(columns[0], columns[1], columns[2])
        {
            OperationId = columns[3],
            RequiredScopes = SplitWords(columns[4]),
            AnyScopeSuffices = columns[4].Contains(AnyOf),
            Query = SplitWords(columns[5]),
            PagingKind = PagingKindNames.Parse(columns[6]),
            WaitingKind = WaitingKindNames.Parse(columns[7]),
            Summary = columns[8],
        };
    }

    private static string[] SplitWords(string column) => column.Split([' ', AnyOf], StringSplitOptions.RemoveEmptyEntries);
}
